import { describe, expect, test } from 'vitest';
import { adaptersFor, baseUrl } from '../../../src/core/endpoints/adapters.ts';
import { endpointUrl, hostOf } from '../../../src/core/endpoints/endpoint-url.ts';
import { parseEndpoint } from '../../../src/core/endpoints/parse-endpoint.ts';
import { goDuration, time } from '../../../src/core/endpoints/payload.ts';
import { parseServerObjectId, serverObjectId } from '../../../src/core/endpoints/server-object-id.ts';
import { withoutCredentials } from '../../../src/core/endpoints/without-credentials.ts';

describe('addresses', () => {
  test('a password with signs in it is dropped whole', () => {
    expect(endpointUrl('http://admin:p@ss@nas:9997/x')).toBe('http://nas:9997/x');
  });

  test.each([
    ['http://127.0.0.1:9997', 'localhost'],
    ['http://localhost:8889/cam1/whep', 'localhost'],
    ['http://[::1]:9997', 'localhost'],
    ['http://127.1.2.3', 'localhost'],
    ['https://NAS.local:1984/x', 'nas.local'],
    ['http://[fd00::2]:9997', '[fd00::2]'],
    ['http://localhost.example:1', 'localhost.example'],
  ])('the host of %s is %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });

  test.each([
    ['http://h:9997/api/processes', 'auto', 'http://h:9997'],
    ['http://h:9997/v3/paths/list', 'mediamtx', 'http://h:9997'],
    ['http://h/cameras/v3', 'auto', 'http://h/cameras'],
    ['http://h:9998/metrics', 'prometheus', 'http://h:9998'],
    ['http://h:1984/api/streams', 'go2rtc', 'http://h:1984'],
    ['http://h/api/processes', 'custom', 'http://h/api/processes'],
    ['http://h/v3x', 'auto', 'http://h/v3x'],
  ] as const)('%s as %s is asked below %s', (url, kind, base) => {
    expect(baseUrl(url, kind)).toBe(base);
  });

  test('a camera server is asked for both of its APIs, whichever of them was named', () => {
    const kinds = (kind: Parameters<typeof adaptersFor>[0]) => adaptersFor(kind).map((adapter) => adapter.kind);
    expect(kinds('ffmpeg-status')).toEqual(['ffmpeg-status', 'mediamtx']);
    expect(kinds('mediamtx')).toEqual(['ffmpeg-status', 'mediamtx']);
    expect(kinds('auto')).toEqual(['ffmpeg-status', 'mediamtx', 'go2rtc', 'frigate', 'prometheus']);
    expect(kinds('frigate')).toEqual(['frigate']);
  });
});

describe('a stored endpoint', () => {
  test('keeps what is valid and drops the rest', () => {
    const mapping = { list: 'a.b', pid: 'id', camera: 5 };
    const stored = { url: 'http://u:p@h:1/', kind: 'custom', intervalMs: 1_000, lingerMs: 30_000, onlyThisPage: true, mapping, password: 'x' };
    expect(parseEndpoint(stored)).toEqual([
      { url: 'http://h:1', kind: 'custom', intervalMs: 1_000, lingerMs: 30_000, onlyThisPage: true, mapping: { list: 'a.b', pid: 'id' } },
    ]);
    expect(parseEndpoint({ url: 'http://h:1', kind: 'x', intervalMs: 1, lingerMs: -1, onlyThisPage: 'yes', mapping: 3 })).toEqual([
      { url: 'http://h:1', kind: 'auto', intervalMs: 2_000 },
    ]);
    expect(parseEndpoint({ url: 'nas' })).toEqual([]);
  });
});

describe('ids of server objects', () => {
  test('go there and back, whatever is in them; ids of the page are none', () => {
    const object = { kind: 'path', endpoint: 'http://h:1/x', id: 'live/cam 1\nnext' } as const;
    expect(parseServerObjectId(serverObjectId(object))).toEqual(object);
    expect(parseServerObjectId('0:p3')).toBeUndefined();
  });
});

describe('values', () => {
  test("Go's durations and times", () => {
    expect([goDuration('10s'), goDuration('1h0m0s'), goDuration('1m30s'), goDuration('500ms'), goDuration('soon'), goDuration(10)]).toEqual([
      10_000, 3_600_000, 90_000, 500, undefined, undefined,
    ]);
    expect(['1d', '1d12h0m0s', '1.5s', '100µs', '', '10', '1w', '-1s', '10s!'].map(goDuration)).toEqual([
      86_400_000, 129_600_000, 1_500, 0.1, undefined, undefined, undefined, undefined, undefined,
    ]);
    expect(time('0001-01-01T00:00:00Z')).toBeUndefined();
    expect(time(1_795_437_000)).toBe(1_795_437_000_000);
  });

  test.each([
    ['-i rtsp://admin:p@ss:w/rd@10.0.0.9:554/1 -f rtp', '-i rtsp://***@10.0.0.9:554/1 -f rtp'],
    ['http://h/snap?user=admin&pwd=secret&x=1', 'http://h/snap?user=***&pwd=***&x=1'],
    ['Authorization: Basic YWRtaW46eA==', 'Authorization: Basic ***'],
    ['ffmpeg -headers Cookie: a=1; b=2 -i http://h/x out.mp4', 'ffmpeg -headers *** -i http://h/x out.mp4'],
    ['-i rtsp://h:554/user=admin_password=se_cret9_channel=1_stream=0.sdp?real_stream', '-i rtsp://h:554/user=***_password=***_channel=1_stream=0.sdp?real_stream'],
    ['-f flv rtmp://a.example/live2/abcd-efgh', '-f flv rtmp://a.example/live2/***'],
    ['-f flv rtmp://127.0.0.1:1935/cam1', '-f flv rtmp://127.0.0.1:1935/cam1'],
    ["[error] Error opening input file rtsp://10.0.0.9:554: refused", "[error] Error opening input file rtsp://10.0.0.9:554: refused"],
    ['cut off: rtsp://admin:secr', 'cut off: rtsp://***'],
    ['-user_agent x -keyint_min 15 -force_key_frames expr:gte(t,n_forced*1) -bsf:v dump_extra=freq=keyframe udp://@239.0.0.1:1234', '-user_agent x -keyint_min 15 -force_key_frames expr:gte(t,n_forced*1) -bsf:v dump_extra=freq=keyframe udp://@239.0.0.1:1234'],
    ['no secret: a@b.example', 'no secret: a@b.example'],
  ])('%s loses its secrets', (text, clean) => {
    expect(withoutCredentials(text)).toBe(clean);
  });
});

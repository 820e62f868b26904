import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseSource } from '../../src/gateway/camera/camera-source.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { startRtspCamera, type RtspCamera, type RtspCodec } from '../support/rtsp-camera.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

interface Listed {
  readonly state: string;
  readonly pid: number | null;
  readonly restarts: number;
  readonly nextRetryAt: string | null;
  readonly lastError: { readonly code: string; readonly text: string } | null;
}

const opened: { close(): Promise<void> | void }[] = [];
const log: string[] = [];
beforeEach(() => void log.splice(0));
afterEach(async () => {
  for (const part of opened.splice(0).toReversed()) await part.close();
});

async function start(path: string, codec?: RtspCodec): Promise<{ camera: RtspCamera; gateway: Gateway; listed: () => Promise<Listed>; command: () => Promise<string> }> {
  const camera = await startRtspCamera(codec);
  opened.push(camera);
  const cameras = [{ name: 'gate', source: parseSource(`rtsp://admin:secret@${camera.host}${path}`) }];
  const gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs: 0, allowOrigins: [] }, (line) => log.push(line));
  opened.push(gateway);
  const get = async (path_: string): Promise<unknown> => (await fetch(`${gateway.apiUrl}${path_}`)).json();
  return {
    camera,
    gateway,
    listed: async () => ((await get('/api/cameras')) as { cameras: Listed[] }).cameras[0] as Listed,
    command: async () => ((await get('/api/processes')) as { processes: { command: string }[] }).processes[0]?.command ?? '',
  };
}

test('pictures that refer to later ones are encoded anew, for browsers do not take them', async () => {
  const { gateway, command } = await start('/cam', 'reordered');
  const viewer = await openWhep(gateway.whepUrl, 'gate');
  expect([viewer.status, viewer.error]).toEqual([201, {}]);
  await waitUntil('it is encoded', async () => (await command()).includes('libx264'));
  const before = viewer.packets();
  await waitUntil('pictures', () => viewer.packets() > before + 20);
  expect(log).toContain('gate: its pictures are encoded anew, for browsers do not take them as they are');
  viewer.close();
});

test.each([
  ['/hang', 'starting', { ready: false, readyTime: null, available: false, online: false, source: null, tracks: [], tracks2: [] }],
  ['/cam', 'running', { ready: true, readyTime: expect.any(String), available: true, online: true, source: {}, tracks: ['H264'] }],
])('the path of a camera at %s, which is %s, is told as MediaMTX would', async (path, state, told) => {
  const { gateway, listed } = await start(path);
  const joining = openWhep(gateway.whepUrl, 'gate');
  await waitUntil(state, async () => (await listed()).state === state);
  expect(await (await fetch(`${gateway.apiUrl}/v3/paths/get/gate`)).json()).toMatchObject({ name: 'gate', ...told });
  (await joining).close();
});

test('a camera that goes away is tried again ever more seldom, and its viewer goes on when it is back', async () => {
  const { camera, gateway, listed, command } = await start('/cam');
  const viewer = await openWhep(gateway.whepUrl, 'gate');
  await waitUntil('pictures', () => viewer.packets() > 10);
  await camera.close();
  const waits = await waitUntil('a second try', async () => {
    const now = await listed();
    return now.state === 'waiting' && now.restarts >= 2 ? now : undefined;
  });
  expect(waits).toMatchObject({ pid: null, lastError: { code: 'refused' } });
  // The list of FFmpegs has no pid to tell.
  expect(await command()).toBe('');
  expect(Date.parse(waits.nextRetryAt ?? '')).toBeGreaterThan(Date.now());
  opened.push(await startRtspCamera('h264', Number(camera.host.split(':')[1])));
  const before = viewer.packets();
  await waitUntil('pictures again', () => viewer.packets() > before + 10);
  expect(await listed()).toMatchObject({ state: 'running', nextRetryAt: null, lastError: null });
  viewer.close();
});

test('nobody watches, so nobody tries', async () => {
  const { camera, gateway, listed } = await start('/cam');
  const viewer = await openWhep(gateway.whepUrl, 'gate');
  await waitUntil('pictures', () => viewer.packets() > 10);
  await camera.close();
  await waitUntil('it waits', async () => (await listed()).state === 'waiting');
  await viewer.remove();
  viewer.close();
  await waitUntil('it is idle', async () => (await listed()).state === 'idle');
  expect(await listed()).toMatchObject({ pid: null, nextRetryAt: null, lastError: { code: expect.stringMatching(/dropped|refused/) } });
  const lines = log.length;
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(log.slice(lines)).toEqual([]);
});

describe('a dead camera is told apart:', () => {
  test.each([
    ['/http', 'dropped', /port for RTSP/],
    ['/close-options', 'dropped', /port for RTSP/],
    ['/close-describe', 'dropped', /another viewer/],
    ['/close-setup', 'dropped', /another viewer/],
    ['/close-play', 'dropped', /another viewer/],
    ['/reset-describe', 'dropped', /another viewer/],
    ['/reset-play', 'dropped', /another viewer/],
    ['/400-describe', 'rejected', /400 Bad Request$/],
    ['/503-describe', 'rejected', /503 Service Unavailable$/],
    ['/453-setup', 'rejected', /453 Not Enough Bandwidth$/],
    ['/454-play', 'rejected', /454 Session Not Found$/],
    ['/audio', 'no-media', /no pictures/],
    ['/foo', 'unsupported-codec', /cannot be decoded/],
  ])('%s is %s', async (path, code, words) => {
    const { gateway } = await start(path);
    const viewer = await openWhep(gateway.whepUrl, 'gate');
    opened.push(viewer);
    expect([viewer.status, viewer.error.code]).toEqual([502, code]);
    expect(viewer.error.error).toMatch(words);
  });

  test('a server that takes no connection for longer than a moment is dropped', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({ close: () => void server.close() });
    const { port } = server.address() as AddressInfo;
    const gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras: [{ name: 'gate', source: parseSource(`rtsp://127.0.0.1:${port}/cam`) }], lingerMs: 0, allowOrigins: [] }, () => undefined);
    opened.push(gateway);
    const viewer = await openWhep(gateway.whepUrl, 'gate');
    opened.push(viewer);
    expect([viewer.status, viewer.error.code]).toEqual([502, 'dropped']);
  });
});

test('a viewer that goes before it is answered is no viewer any more', async () => {
  const { gateway, listed } = await start('/hang');
  const abort = new AbortController();
  const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=recvonly\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=fingerprint:sha-256 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=42e01f\r\n';
  const posted = fetch(`${gateway.whepUrl}/gate/whep`, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: sdp, signal: abort.signal });
  const outcome = posted.then(({ status }) => String(status), (error: Error) => error.name);
  await waitUntil('FFmpeg', async () => (await listed()).pid !== null);
  abort.abort();
  expect(await outcome).toBe('AbortError');
  // It would have waited for five seconds, with FFmpeg.
  await waitUntil('no FFmpeg', async () => (await listed()).state === 'idle', 3_000);
});

test('a stream that freezes is taken up again', async () => {
  const { gateway, listed } = await start('/freeze');
  const viewer = await openWhep(gateway.whepUrl, 'gate');
  await waitUntil('pictures', () => viewer.packets() > 0);
  await waitUntil('it is noticed', async () => (await listed()).lastError?.code === 'dropped', 25_000);
  const before = viewer.packets();
  await waitUntil('pictures again', () => viewer.packets() > before);
  viewer.close();
});

test('a page that listens is told what happens, and no password', async () => {
  const { camera, gateway } = await start('/auth');
  const ending = new AbortController();
  const stream = await fetch(`${gateway.whepUrl}/api/events`, { signal: ending.signal });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  let text = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  await waitUntil('the camera as it is', () => text.includes('"state":"idle"'));
  const viewer = await openWhep(gateway.whepUrl, 'gate');
  await waitUntil('the start', () => text.includes('"state":"running"'));
  expect(text).toContain(`data: {"id":"${viewer.id}","camera":"gate","state":"open"}`);
  await viewer.remove();
  viewer.close();
  await waitUntil('the end', () => text.includes('"state":"ended"') && text.lastIndexOf('"state":"idle"') > text.indexOf('"state":"stopping"'));
  ending.abort();
  await reading;
  expect(text).toContain(`"source":"rtsp://***@${camera.host}/auth"`);
  expect(text + log.join('\n')).not.toContain('secret');
});

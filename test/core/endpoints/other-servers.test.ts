import { describe, expect, test } from 'vitest';
import { readCustom } from '../../../src/core/endpoints/custom-mapping.ts';
import { readFrigate } from '../../../src/core/endpoints/frigate.ts';
import { readGo2rtc } from '../../../src/core/endpoints/go2rtc.ts';

describe('go2rtc', () => {
  const streams = {
    cam1: { producers: [{ url: 'rtsp://***@10.0.0.9/1' }], consumers: null },
    cam2: {
      producers: [
        {
          id: 6,
          format_name: 'rtsp',
          protocol: 'rtsp+tcp',
          remote_addr: '127.0.0.1:57170',
          source: 'exec:ffmpeg -i rtsp://u:camera-secret@10.0.0.9/2 -f rtsp rtsp://127.0.0.1:8554/47c2',
          user_agent: 'Lavf59.27.100',
          receivers: [{ id: 7, bytes: 135_616, packets: 123 }],
          bytes_recv: 137_120,
        },
      ],
      consumers: [
        { id: 5, format_name: 'webrtc/whep', protocol: 'http', user_agent: 'Mozilla/5.0', senders: [{ id: 8, bytes: 130_000 }, { id: 9, bytes: 616 }] },
        { id: 1, format_name: 'rtsp', remote_addr: '127.0.0.1:51440', bytes_send: 9 },
      ],
    },
    pushed: { producers: [{ id: 11, format_name: 'webrtc/whip', bytes_recv: 5 }], consumers: [] },
  };

  test('tells streams, consumers, and how many FFmpegs it runs', () => {
    expect(readGo2rtc(streams)).toEqual({
      software: 'go2rtc',
      processCount: 1,
      paths: [
        { name: 'cam1', ready: false, readers: 0, onDemand: true, closeAfterMs: 0 },
        { name: 'cam2', ready: true, readers: 2, onDemand: true, closeAfterMs: 0, sourceType: 'rtsp', publisher: 'Lavf59.27.100', bytesReceived: 137_120 },
        { name: 'pushed', ready: true, readers: 0, onDemand: false, sourceType: 'webrtc/whip', bytesReceived: 5 },
      ],
      sessions: [
        { id: '5', path: 'cam2', role: 'read', bytesSent: 130_616, userAgent: 'Mozilla/5.0' },
        { id: '1', path: 'cam2', role: 'read', bytesSent: 9, remoteAddress: '127.0.0.1:51440' },
      ],
    });
    expect(JSON.stringify(readGo2rtc(streams))).not.toContain('camera-secret');
  });

  test.each([[[]], [null], ['x'], [{ error: 'not found' }], [{ cam1: { other: 1 } }]])('%j is refused', (payload) => {
    expect(() => readGo2rtc(payload)).toThrow(Error);
  });
});

describe('Frigate', () => {
  const stats = {
    cameras: { front: { camera_fps: 5, ffmpeg_pid: 300, capture_pid: 301, pid: 302 }, yard: { ffmpeg_pid: null } },
    cpu_usages: {
      'frigate.full_system': { cpu: '12.0', mem: '40.1' },
      '300': { cpu: '3.5', cpu_average: '2', mem: '1.0', cmdline: '/usr/lib/ffmpeg/7.0/bin/ffmpeg -i rtsp://admin:secret@10.0.0.9/1 -f segment x.mp4' },
      '310': { cpu: '1.0', mem: '0.5', cmdline: 'ffmpeg -i rtsp://127.0.0.1:8554/front -vn pipe:' },
      '320': { cpu: '9.0', mem: '3.0', cmdline: 'python3 -m frigate.watchdog ffmpeg' },
    },
    service: { uptime: 60, version: '0.17.0-abc', last_updated: 1 },
  };

  test("tells its FFmpegs with the camera where it is known, and none of the other programs'", () => {
    expect(readFrigate(stats)).toEqual({
      software: 'Frigate 0.17.0-abc',
      processes: [
        { pid: 300, camera: 'front', state: 'running', cpu: 3.5, command: '/usr/lib/ffmpeg/7.0/bin/ffmpeg -i rtsp://***@10.0.0.9/1 -f segment x.mp4' },
        { pid: 310, camera: '', state: 'running', cpu: 1, command: 'ffmpeg -i rtsp://127.0.0.1:8554/front -vn pipe:' },
      ],
    });
  });

  test("without usages, the cameras' own are all that is known", () => {
    expect(readFrigate({ cameras: stats.cameras }).processes).toEqual([{ pid: 300, camera: 'front', state: 'running' }]);
  });

  test.each([[undefined], [{}], [{ cameras: [] }]])('%j is refused', (payload) => {
    expect(() => readFrigate(payload)).toThrow('no map "cameras"');
  });
});

describe("a user's own JSON", () => {
  test('a list, by places', () => {
    const payload = { data: { ffmpeg: [{ proc: { id: 7 }, name: 'cam1', since: 1_795_437_000, watching: '2' }] } };
    const mapping = { list: 'data.ffmpeg', pid: 'proc.id', camera: 'name', startedAt: 'since', viewers: 'watching' };
    expect(readCustom(payload, mapping)).toEqual({
      processes: [{ pid: 7, camera: 'cam1', state: 'running', startedAt: 1_795_437_000_000, viewers: 2 }],
    });
  });

  test('a map, whose keys are the cameras', () => {
    expect(readCustom({ procs: { 3: { pid: 30 }, cam4: { pid: 40 } } }, { list: 'procs', pid: 'pid', camera: '$key' }).processes).toEqual([
      { pid: 30, camera: '3', state: 'running' },
      { pid: 40, camera: 'cam4', state: 'running' },
    ]);
  });

  test('a list of process ids, a number of processes, a list inside a list', () => {
    expect(readCustom([11, 12], { list: '', pid: '' }).processes?.map(({ pid }) => pid)).toEqual([11, 12]);
    expect(readCustom({ n: 3 }, { list: 'n', pid: 'pid' })).toEqual({ processCount: 3 });
    expect(readCustom({ hosts: [{ pids: [5] }] }, { list: 'hosts[0].pids', pid: '' }).processes).toEqual([{ pid: 5, camera: '', state: 'running' }]);
  });

  test.each([
    [{}, { list: 'processes', pid: 'pid' }, 'no list, map or number at "processes"'],
    [{ processes: [{ id: 1 }] }, { list: 'processes', pid: 'pid' }, 'no process id at "pid" of entry 0'],
    [{ list: [1] }, { list: 'list.constructor', pid: '' }, 'no list, map or number'],
  ])('%j is refused with the place that is empty', (payload, mapping, reason) => {
    expect(() => readCustom(payload, mapping)).toThrow(reason);
  });
});

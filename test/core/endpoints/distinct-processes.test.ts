import { expect, test } from 'vitest';
import { countFfmpegs, distinctProcesses } from '../../../src/core/endpoints/distinct-processes.ts';
import type { ServerProcess, ServerSnapshot } from '../../../src/core/endpoints/server-snapshot.ts';

const server = (endpoint: string, processes: Partial<ServerProcess>[], more: Partial<ServerSnapshot> = {}): ServerSnapshot => ({
  endpoint,
  kind: 'ffmpeg-status',
  link: 'ok',
  tells: ['processes'],
  continued: true,
  processes: processes.map((p, i) => ({ pid: 100 + i, camera: '', state: 'running', ...p })),
  sessions: [],
  paths: [],
  ...more,
});

test('two servers of one machine that tell of the same process count it once, and the fuller account is kept', () => {
  const agent = server('http://localhost:9001', [{ pid: 7, startedAt: 1_000_000 }, { pid: 8 }]);
  const gateway = server('http://127.0.0.1:9997', [{ pid: 7, startedAt: 1_000_900, camera: 'cam1', viewers: 1 }]);
  const found = distinctProcesses([agent, gateway]);
  expect(found.map(({ process, server: from }) => [process.pid, process.camera, from.endpoint])).toEqual([
    [7, 'cam1', 'http://127.0.0.1:9997'],
    [8, '', 'http://localhost:9001'],
  ]);
});

test('the same number on another host, or started at another time, is another process', () => {
  const here = server('http://127.0.0.1:9997', [{ pid: 7, startedAt: 1_000_000 }]);
  expect(distinctProcesses([here, server('http://nas.local:9997', [{ pid: 7, startedAt: 1_000_000 }])])).toHaveLength(2);
  expect(distinctProcesses([here, server('http://127.0.0.1:5000', [{ pid: 7, startedAt: 9_000_000 }])])).toHaveLength(2);
});

test('a server that has no list of processes does not count as "no FFmpeg"', () => {
  const mediamtx = server('http://127.0.0.1:9997', [], { kind: 'mediamtx', tells: ['sessions', 'paths'] });
  expect(countFfmpegs([])).toBeUndefined();
  expect(countFfmpegs([mediamtx])).toBeUndefined();
  expect(countFfmpegs([mediamtx, server('http://127.0.0.1:9001', [])])).toBe(0);
  expect(countFfmpegs([mediamtx, server('http://127.0.0.1:9001', [{}, {}])])).toBe(2);
});

test('a server that does not answer tells nothing, though its last list is kept', () => {
  expect(countFfmpegs([server('http://127.0.0.1:9001', [{}], { link: 'down' })])).toBeUndefined();
});

test('a plain number counts too', () => {
  const go2rtc = server('http://127.0.0.1:1984', [], { kind: 'go2rtc', tells: ['sessions', 'paths'], processCount: 3 });
  expect(countFfmpegs([go2rtc])).toBe(3);
  expect(countFfmpegs([go2rtc, server('http://127.0.0.1:9001', [{}])])).toBe(4);
});

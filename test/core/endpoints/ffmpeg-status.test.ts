import { describe, expect, test } from 'vitest';
import { readFfmpegStatus } from '../../../src/core/endpoints/ffmpeg-status.ts';

describe('FFmpeg status 1', () => {
  test('tells each process, and leaves out what is not known', () => {
    const payload = {
      version: 1,
      lingerMs: 10_000,
      processes: [
        {
          pid: 4711,
          camera: 'cam1',
          state: 'running',
          startedAt: '2026-11-23T12:00:00.000Z',
          cpu: 3.1,
          rssBytes: 57_000_000,
          command: 'ffmpeg -i rtsp://admin:p@ss/w0rd@10.0.0.9/1 -f rtp rtp://127.0.0.1:5000',
          viewers: 0,
          restarts: 2,
          lastError: 'rtsp://admin:secret@10.0.0.9/1: Connection refused',
        },
        { pid: 4712, camera: 'cam2', state: 'starting', cpu: null, rssBytes: null, lastError: null },
      ],
    };
    expect(readFfmpegStatus(payload)).toEqual({
      lingerMs: 10_000,
      processes: [
        {
          pid: 4711,
          camera: 'cam1',
          state: 'running',
          startedAt: Date.parse('2026-11-23T12:00:00Z'),
          cpu: 3.1,
          rssBytes: 57_000_000,
          command: 'ffmpeg -i rtsp://***@10.0.0.9/1 -f rtp rtp://127.0.0.1:5000',
          viewers: 0,
          restarts: 2,
          lastError: 'rtsp://***@10.0.0.9/1: Connection refused',
        },
        { pid: 4712, camera: 'cam2', state: 'starting' },
      ],
    });
  });

  test('of an agent tells orphans, and who listens where', () => {
    const payload = {
      version: 1,
      processes: [{ pid: 7, camera: '', state: 'running', startedAt: '2026-11-23T12:00:00Z', parent: null, orphan: true }],
      ports: [{ port: 8889, address: '127.0.0.1', pid: 12, name: 'mediamtx' }, { port: 1935, address: '::', pid: null, name: null }, { address: 'x' }],
    };
    expect(readFfmpegStatus(payload)).toEqual({
      processes: [{ pid: 7, camera: '', state: 'running', startedAt: Date.parse('2026-11-23T12:00:00Z'), orphan: true }],
      listeners: [{ port: 8889, address: '127.0.0.1', pid: 12, name: 'mediamtx' }, { port: 1935, address: '::' }],
    });
  });

  test('an empty list is "none", and that is told', () => {
    expect(readFfmpegStatus({ version: 1, processes: [] })).toEqual({ processes: [] });
  });

  test.each([
    [undefined, 'no list "processes"'],
    ['<!doctype html>', 'no list "processes"'],
    [{ processes: {} }, 'no list "processes"'],
    [{ processes: [{ camera: 'cam1' }] }, 'processes[0] has no pid'],
    [{ processes: [{ pid: 1.5 }] }, 'processes[0] has no pid'],
    [{ processes: [{ pid: '12' }] }, 'processes[0] has no pid'],
    [{ version: 2, processes: [] }, 'version 2'],
  ])('%j is refused with a reason', (payload, reason) => {
    expect(() => readFfmpegStatus(payload)).toThrow(reason);
  });
});

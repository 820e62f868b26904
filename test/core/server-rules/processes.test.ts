import { describe, expect, test } from 'vitest';
import { plan } from '../../../src/core/clean/plan.ts';
import type { ServerPath } from '../../../src/core/endpoints/server-snapshot.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { ffmpeg, GATEWAY, path, scene, type Scene } from './scene.ts';

const AGENT = 'http://localhost:9001';
const PUSH = 'ffmpeg -i rtsp://***@192.168.1.20/stream -c copy -f rtsp rtsp://127.0.0.1:8554/cam1';

/** The page plays a camera for two looks and leaves; an agent tells of the FFmpeg behind it, and a MediaMTX of the path. */
function watchFed(s: Scene, looks: number, more: Partial<ServerPath>, plays = true, command = PUSH): void {
  const playing = plays ? s.play('cam1') : undefined;
  for (let i = 0; i < looks; i += 1) {
    if (playing && i === 2) s.close(playing);
    s.look({ processes: [ffmpeg(7, { command, orphan: false })] }, { endpoint: AGENT });
    s.look({ paths: [path('cam1', { readers: playing && i < 2 ? 1 : 0, sourceType: 'rtspSession', ...more })] }, { kind: 'mediamtx' });
    s.wait(2_000);
  }
}

describe('ffmpeg-without-viewer', () => {
  const idle = { processes: [ffmpeg(7, { viewers: 0 })], lingerMs: 10_000 };

  test('a leak when the server has said how long it keeps one, and has not kept to it', () => {
    const s = scene();
    s.watch(14_000, idle);
    expect(s.codes()).toEqual([]);
    s.watch(4_000, idle);
    const [finding, ...more] = s.findings();
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'ffmpeg-without-viewer',
      verdict: 'leak',
      severity: 'error',
      subject: { kind: 'process', id: `process ${GATEWAY} 7` },
      message: { key: 'ffmpeg-without-viewer.linger', params: { pid: 7, camera: 'cam1', lingerMs: 10_000 } },
    });
    expect(plan(s.ledger, finding?.fixes[0]?.targets ?? [], s.findings(), DEFAULT_SETTINGS)).toEqual({
      steps: [{ action: 'stop-process', target: '7', at: GATEWAY, detail: { key: 'step.process', params: { pid: 7, camera: 'cam1' } } }],
      healthy: [],
    });
  });

  test('stopping a process that is watched is asked twice', () => {
    const s = scene();
    s.look({ processes: [ffmpeg(7, { viewers: 1 })] });
    expect(plan(s.ledger, [`process ${GATEWAY} 7`], s.findings(), DEFAULT_SETTINGS).healthy).toEqual([`process ${GATEWAY} 7`]);
  });

  test('a long linger is respected, told by the server or by the user', () => {
    const s = scene();
    s.watch(60_000, { ...idle, lingerMs: 300_000 });
    expect(s.codes()).toEqual([]);
    s.watch(60_000, { processes: idle.processes });
    expect(s.codes({ lingerMs: 300_000 })).toEqual([]);
    expect(s.codes({ lingerMs: 10_000 })).toEqual(['leak ffmpeg-without-viewer']);
  });

  test('where both say, the user has the last word', () => {
    const s = scene();
    s.watch(30_000, { ...idle, lingerMs: 300_000 });
    expect(s.codes({ lingerMs: 0 })).toEqual(['leak ffmpeg-without-viewer']);
  });

  test('a suspect when it was seen at work for a viewer, and the server does not say', () => {
    const s = scene();
    s.watch(4_000, { processes: [ffmpeg(7, { viewers: 1 })] });
    s.watch(20_000, { processes: [ffmpeg(7, { viewers: 0 })] });
    expect(s.codes()).toEqual(['suspect ffmpeg-without-viewer']);
  });

  test('a suspect when it was started for a page that had left before it was ready', () => {
    const s = scene();
    s.watch(4_000, { processes: [] });
    s.close(s.play('cam1'));
    s.watch(30_000, { processes: [ffmpeg(7, { viewers: 0 })] });
    expect(s.codes()).toEqual(['suspect ffmpeg-without-viewer']);
  });

  test('a suspect when its media server has no reader, though it counts no viewers itself', () => {
    const s = scene();
    s.watch(4_000, { processes: [] }, { endpoint: AGENT });
    watchFed(s, 15, { onDemand: false });
    expect(s.findings().map(({ code, verdict, subject }) => [code, verdict, subject.id])).toEqual([['ffmpeg-without-viewer', 'suspect', `process ${AGENT} 7`]]);
  });

  test('not before the path that it feeds has had its own time, told by its server or by the user', () => {
    const s = scene();
    s.watch(4_000, { processes: [] }, { endpoint: AGENT });
    watchFed(s, 33, { onDemand: true, closeAfterMs: 60_000 });
    expect(s.codes()).toEqual([]);
    watchFed(s, 5, { onDemand: true, closeAfterMs: 60_000 }, false);
    expect(s.codes()).toEqual(['suspect ffmpeg-without-viewer']);
    // The endpoint that the user's time is set for is the one of the path.
    expect(s.codes({ lingerMs: 300_000 })).toEqual([]);
  });

  test('silent: one that records the camera in pieces, of which one began as the page came', () => {
    const s = scene();
    const command = (piece: number) => `ffmpeg -i rtsp://***@192.168.1.20/cam1 -t 60 /rec/${piece}.mp4`;
    s.watch(4_000, { processes: [ffmpeg(6, { command: command(1) })] }, { endpoint: AGENT });
    watchFed(s, 15, { onDemand: false, sourceType: 'rtspSource' }, true, command(2));
    expect(s.codes()).toEqual([]);
  });

  test('one that cannot be stopped, and one whose parent died', () => {
    const s = scene();
    s.watch(20_000, { processes: [ffmpeg(7, { viewers: 0, state: 'stopping' })] });
    expect(s.findings()[0]).toMatchObject({ verdict: 'leak', message: { key: 'ffmpeg-without-viewer.stopping' } });

    const orphaned = scene();
    orphaned.watch(4_000, { processes: [ffmpeg(7, { camera: '', orphan: false }), ffmpeg(8, { camera: '', orphan: true })] });
    orphaned.watch(20_000, { processes: [ffmpeg(7, { camera: '', orphan: true }), ffmpeg(8, { camera: '', orphan: true })] });
    expect(orphaned.findings().map(({ subject, message }) => [subject.id, message.key])).toEqual([[`process ${GATEWAY} 7`, 'ffmpeg-without-viewer.orphan']]);
  });

  test('an orphan from before is pointed out, unless it records or somebody reads what it feeds', () => {
    const s = scene();
    const orphans = [
      ffmpeg(1, { camera: '', orphan: true, command: 'ffmpeg -i rtsp://***@10.0.0.9/1 -f rtp rtp://127.0.0.1:5000' }),
      ffmpeg(2, { camera: '', orphan: true, command: 'ffmpeg -i rtsp://***@10.0.0.9/1 -f segment /var/rec/%d.mp4' }),
      ffmpeg(3, { camera: 'read', orphan: true, command: 'ffmpeg -i x -f rtsp rtsp://127.0.0.1:8554/read' }),
      ffmpeg(4, { camera: 'unread', orphan: true, command: 'ffmpeg -i x -f rtsp rtsp://127.0.0.1:8554/unread' }),
    ];
    for (let i = 0; i < 8; i += 1) {
      s.look({ processes: orphans }, { endpoint: AGENT });
      s.look({ paths: [path('read', { readers: 2 }), path('unread')] }, { kind: 'mediamtx' });
      s.wait(2_000);
    }
    expect(s.findings().map(({ subject, severity, message }) => [subject.id, severity, message.key])).toEqual([
      [`process ${AGENT} 1`, 'info', 'ffmpeg-without-viewer.left-over'],
      [`process ${AGENT} 4`, 'info', 'ffmpeg-without-viewer.left-over'],
    ]);
  });

  test('silent: a recorder, a camera that is always on, one that the page still uses, one that is visited between the looks', () => {
    const s = scene();
    s.watch(120_000, { processes: [ffmpeg(7, { camera: '' }), ffmpeg(8, { camera: 'yard' }), ffmpeg(9, { camera: 'door', viewers: 0 })] });
    expect(s.codes()).toEqual([]);

    const used = scene();
    used.play('cam1');
    used.watch(60_000, idle);
    expect(used.codes()).toEqual([]);

    const visited = scene();
    for (let i = 0; i < 10; i += 1) {
      visited.watch(4_000, idle);
      const playing = visited.play('cam1');
      visited.wait(500);
      visited.close(playing);
    }
    visited.watch(4_000, idle);
    expect(visited.codes()).toEqual([]);
  });

  test('what happened while the server did not answer is not guessed', () => {
    const s = scene();
    s.watch(10_000, idle);
    s.look(idle, { link: 'down' });
    s.wait(60_000);
    s.watch(10_000, idle);
    expect(s.codes()).toEqual([]);
  });

  test('nor between two looks that are far apart', () => {
    const s = scene();
    s.look(idle);
    s.wait(600_000);
    s.look(idle);
    expect(s.codes()).toEqual([]);
    s.wait(600_000);
    s.look(idle);
    expect(s.codes()).toEqual(['leak ffmpeg-without-viewer']);
  });

  test('nor across a restart of the server', () => {
    const s = scene();
    s.watch(12_000, { ...idle, startedAt: 1_000 });
    s.watch(12_000, { ...idle, startedAt: 2_000 });
    expect(s.codes()).toEqual([]);
  });

  test('two servers that tell of one process are one finding', () => {
    const s = scene();
    for (let i = 0; i < 12; i += 1) {
      s.look(idle);
      s.look(idle, { endpoint: AGENT });
      s.wait(2_000);
    }
    expect(s.codes()).toEqual(['leak ffmpeg-without-viewer']);
  });
});

describe('ffmpeg-per-camera', () => {
  test('the older one is told, a leak where the server counts viewers', () => {
    const s = scene();
    s.watch(4_000, { processes: [ffmpeg(7, { viewers: 1 })] });
    s.watch(4_000, { processes: [ffmpeg(7, { viewers: 1 }), ffmpeg(8, { viewers: 1 })] });
    expect(s.codes()).toEqual([]);
    s.watch(4_000, { processes: [ffmpeg(7, { viewers: 1 }), ffmpeg(8, { viewers: 1 })] });
    expect(s.findings().map(({ code, verdict, subject }) => [code, verdict, subject.id])).toEqual([['ffmpeg-per-camera', 'leak', `process ${GATEWAY} 7`]]);
  });

  test('twins of an agent are a suspect', () => {
    const s = scene();
    const command = 'ffmpeg -i rtsp://***@10.0.0.9/1 -f rtsp rtsp://127.0.0.1:8554/cam1';
    s.watch(10_000, { processes: [7, 8, 9].map((pid) => ffmpeg(pid, { command })) });
    expect(s.findings().map(({ verdict, subject }) => [verdict, subject.id])).toEqual([
      ['suspect', `process ${GATEWAY} 7`],
      ['suspect', `process ${GATEWAY} 8`],
    ]);
  });

  test('two camera servers of one host that each have a camera of this name are none of it, unless both run the same', () => {
    const camera = (pid: number, command: string) => ({ processes: [ffmpeg(pid, { viewers: 1, command })], lingerMs: 10_000 });
    const watchBoth = (commands: readonly [string, string]) => {
      const s = scene();
      for (let i = 0; i < 15; i += 1) {
        s.look(camera(7, commands[0]));
        s.look(camera(8, commands[1]), { endpoint: 'http://127.0.0.1:8001' });
        s.wait(2_000);
      }
      return s.codes();
    };
    expect(watchBoth(['ffmpeg -i rtsp://10.0.0.1/cam1', 'ffmpeg -i rtsp://10.0.0.2/cam1'])).toEqual([]);
    expect(watchBoth(['ffmpeg -i rtsp://10.0.0.1/cam1', 'ffmpeg -i rtsp://10.0.0.1/cam1'])).toEqual(['suspect ffmpeg-per-camera']);
  });

  test('silent: a change-over, four cameras, no camera known, a recording beside the live picture, streams whose keys are not seen, another host', () => {
    const s = scene();
    const both = [ffmpeg(7, { viewers: 1, state: 'stopping' }), ffmpeg(8, { viewers: 1 })];
    s.watch(8_000, { processes: both });
    expect(s.codes()).toEqual([]);
    s.watch(60_000, { processes: ['a', 'b', 'c', 'd'].map((camera, i) => ffmpeg(10 + i, { camera, viewers: 1 })) });
    expect(s.codes()).toEqual([]);
    s.watch(60_000, { processes: [ffmpeg(7, { camera: '' }), ffmpeg(8, { camera: '' })] });
    expect(s.codes()).toEqual([]);
    s.watch(60_000, { processes: [ffmpeg(7, { command: 'ffmpeg -i x -f segment a.mp4' }), ffmpeg(8, { command: 'ffmpeg -i x -f rtsp y' })] });
    expect(s.codes()).toEqual([]);
    const command = 'ffmpeg -i rtsp://***@10.0.0.9/cam1 -f flv rtmp://live.example/app/***';
    s.watch(60_000, { processes: [ffmpeg(7, { command }), ffmpeg(8, { command })] });
    expect(s.codes()).toEqual([]);
    s.watch(10_000, { processes: [ffmpeg(7, { viewers: 1 })] });
    s.watch(10_000, { processes: [ffmpeg(8, { viewers: 1 })] }, { endpoint: 'http://nas.local:9997' });
    expect(s.codes()).toEqual([]);
  });
});

describe('ffmpeg-zombie', () => {
  test('told when it lasts, and has no fix: it is dead already', () => {
    const s = scene();
    s.watch(2_000, { processes: [ffmpeg(7)] });
    s.watch(4_000, { processes: [ffmpeg(7, { state: 'zombie' })] });
    expect(s.codes()).toEqual([]);
    s.watch(4_000, { processes: [ffmpeg(7, { state: 'zombie' })] });
    expect(s.findings()).toMatchObject([{ code: 'ffmpeg-zombie', verdict: 'leak', severity: 'warning', fixes: [] }]);
  });
});

describe('ffmpeg-restart-loop', () => {
  test('five restarts in a minute, told of the camera', () => {
    const s = scene();
    for (let restarts = 0; restarts <= 5; restarts += 1) {
      s.watch(4_000, { processes: [ffmpeg(100 + restarts, { restarts, viewers: 1, lastError: 'Connection refused' })] });
      // Between two tries there is no process.
      s.look({ processes: [] });
      s.wait(2_000);
    }
    s.look({ processes: [ffmpeg(106, { restarts: 5, viewers: 1, lastError: 'Connection refused' })] });
    expect(s.findings()).toMatchObject([
      {
        code: 'ffmpeg-restart-loop',
        verdict: 'suspect',
        subject: { kind: 'path', id: `path ${GATEWAY} cam1` },
        message: { params: { camera: 'cam1', count: 5 } },
        evidence: [{ key: 'evidence.last-error', params: { error: 'Connection refused' } }, { key: 'evidence.viewers' }],
      },
    ]);
    s.watch(60_000, { processes: [ffmpeg(106, { restarts: 5, viewers: 1 })] });
    expect(s.codes()).toEqual([]);
  });

  /** A camera that gives no answer: FFmpeg lives for 4 s, and is started again after 1 s, 2 s, 4 s, up to half a minute. */
  function fails(s: Scene, forMs: number, restarts = 0): void {
    for (const end = s.now() + forMs; s.now() < end; restarts += 1) {
      s.watch(2_000, { processes: [ffmpeg(100 + restarts, { restarts, viewers: 1, state: 'starting' })] });
      s.wait(2_000);
      s.watch(Math.min(30_000, 1_000 * 2 ** restarts), { processes: [] });
      expect([restarts, s.codes()]).toEqual([restarts, restarts >= 5 ? ['suspect ffmpeg-restart-loop'] : []]);
    }
  }

  test('told for as long as it goes on, though it is tried ever more seldom', () => {
    const s = scene();
    fails(s, 600_000);
    s.watch(60_000, { processes: [] });
    expect(s.codes()).toEqual([]);
  });

  test('over when the counter falls, for then it plays', () => {
    const s = scene();
    fails(s, 300_000);
    s.look({ processes: [ffmpeg(200, { restarts: 0, viewers: 1 })] });
    expect(s.codes()).toEqual([]);
  });

  test('told to one who looks later, and not of one restart of a server that counts all there ever were', () => {
    const s = scene();
    for (let restarts = 40; restarts < 44; restarts += 1) {
      expect([restarts, s.codes()]).toEqual([restarts, []]);
      s.watch(4_000, { processes: [ffmpeg(restarts, { restarts, viewers: 1 })] });
      s.watch(30_000, { processes: [] });
    }
    expect(s.codes()).toEqual(['suspect ffmpeg-restart-loop']);
    const total = scene();
    for (let restarts = 40; restarts < 60; restarts += 1) {
      total.watch(120_000, { processes: [ffmpeg(restarts, { restarts, viewers: 1 })] });
      expect(total.codes()).toEqual([]);
    }
  });

  test('silent: a viewer who switches to and fro, and a counter that was high before', () => {
    const s = scene();
    for (let pid = 100; pid < 130; pid += 1) {
      s.look({ processes: [ffmpeg(pid, { viewers: 1, restarts: 0 })] });
      s.wait(1_000);
    }
    s.watch(10_000, { processes: [ffmpeg(200, { restarts: 40, camera: 'cam2', viewers: 1 })] });
    expect(s.codes()).toEqual([]);
  });
});

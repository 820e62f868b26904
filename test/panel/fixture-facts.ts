import type { Fact } from '../../src/core/ledger/facts.ts';

type WithoutPlace<F> = F extends unknown ? Omit<F, 'n' | 'at'> : never;
type Said = WithoutPlace<Fact>;

const STACK = `Error
    at connect (http://127.0.0.1:8889/src/viewer.ts:88:16)
    at switchTo (http://127.0.0.1:8889/src/viewer.ts:41:9)
    at HTMLButtonElement.onclick (http://127.0.0.1:8889/src/cameras.ts:12:5)`;

export interface CameraOptions {
  /** Number of the camera's objects: peer `p3`, tracks `t5` and `t6`, and so on. */
  readonly number: number;
  readonly camera: string;
  readonly at: number;
  readonly element?: string;
  readonly audio?: boolean;
}

/** Facts in the words of the hook, numbered, as a page would report them. */
export function factWriter() {
  let n = 0;
  const facts: Fact[] = [];
  const say = (at: number, ...said: Said[]): void => {
    for (const one of said) facts.push({ ...one, n: (n += 1), at } as Fact);
  };
  return {
    facts,
    say,
    page(at: number, url: string): void {
      say(at, { op: 'document', url, top: true });
    },
    element(at: number, id: string, label: string): void {
      say(at, { op: 'created', kind: 'element', id, props: { tag: 'video', label, connected: true, wasConnected: true, paused: false, readyState: 4, visible: true, pictureInPicture: false, source: 'none', currentTime: 0 }, stack: STACK });
    },
    /** A camera that connects and plays: peer, tracks, stream and WHEP session. */
    connect({ number, camera, at, element, audio = false }: CameraOptions): void {
      const [peer, video, sound, stream, session] = [`p${number}`, `t${number * 2 - 1}`, `t${number * 2}`, `s${number}`, `w${number}`];
      say(
        at,
        { op: 'created', kind: 'peer', id: peer, stack: STACK, props: { connectionState: 'connected', iceConnectionState: 'connected', signalingState: 'stable', transceivers: audio ? 2 : 1, handlers: ['ontrack', 'onconnectionstatechange'], registry: `activePeerConnections["${camera}"]`, bytesReceived: 412_000 * number, framesDecoded: 250 } },
        { op: 'created', kind: 'session', id: session, props: { protocol: 'whep', url: `http://127.0.0.1:8889/${camera}/whep`, camera, status: 201, location: `http://127.0.0.1:8889/${camera}/whep/${number}f1c2`, serverId: `6f9619ff-8b86-d011-b42d-00c04fc964f${number % 10}` } },
        { op: 'linked', rel: 'serves', from: session, to: peer },
        { op: 'created', kind: 'stream', id: stream, props: { active: true } },
      );
      for (const [id, media] of [[video, 'video'], ...(audio ? [[sound, 'audio']] : [])] as [string, 'video' | 'audio'][]) {
        say(at, { op: 'created', kind: 'track', id, stack: STACK, props: { media, origin: 'remote', readyState: 'live', muted: false, enabled: true, label: '' } });
        say(at, { op: 'linked', rel: 'receives', from: peer, to: id }, { op: 'linked', rel: 'has', from: stream, to: id });
      }
      if (element) say(at + 300, { op: 'linked', rel: 'plays', from: element, to: stream });
    },
    /** The element lets go of the camera's stream; the connection stays as it is. */
    detach(at: number, element: string, number: number): void {
      say(at, { op: 'unlinked', rel: 'plays', from: element, to: `s${number}` });
    },
    stopTrack(at: number, id: string): void {
      say(at, { op: 'changed', id, props: { readyState: 'ended' } }, { op: 'ended', id, by: 'page' });
    },
    /** A clean end: tracks stopped, connection closed, session deleted. */
    close(at: number, number: number): void {
      this.stopTrack(at, `t${number * 2 - 1}`);
      say(at, { op: 'changed', id: `p${number}`, props: { connectionState: 'closed', signalingState: 'closed' } }, { op: 'ended', id: `p${number}`, by: 'page' }, { op: 'ended', id: `w${number}`, by: 'page' });
    },
    heap(at: number, megabytes: number): void {
      say(at, { op: 'heap', usedBytes: megabytes * 1024 * 1024, source: 'performance.memory' });
    },
    server(at: number, cameras: readonly string[]): void {
      say(at, {
        op: 'server',
        server: {
          endpoint: 'http://127.0.0.1:9997',
          kind: 'ffmpeg-status',
          link: 'ok',
          tells: ['processes', 'sessions', 'paths'],
          continued: true,
          software: 'rtc-leaks gateway',
          lingerMs: 10_000,
          processes: cameras.map((camera, i) => ({ pid: 4100 + i, camera, state: 'running', startedAt: at - 60_000, cpu: 3.1 + i, rssBytes: (57 + i) * 1024 * 1024, viewers: 1, restarts: 0 })),
          sessions: cameras.map((camera, i) => ({ id: `6f9619ff-8b86-d011-b42d-00c04fc964f${i + 1}`, path: camera, role: 'read', createdAt: at - 30_000, remoteAddress: `127.0.0.1:${51_000 + i}`, established: true, bytesSent: 4_120_000 * (i + 1) })),
          paths: cameras.map((camera) => ({ name: camera, ready: true, sourceType: 'rtmpConn', readers: 1, onDemand: true, closeAfterMs: 10_000 })),
        },
      });
    },
  };
}

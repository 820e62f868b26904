import type { PacketListener } from '../media/rtp-source.ts';
import type { FfmpegProcess } from '../process/ffmpeg-process.ts';
import { createBackOff } from './back-off.ts';
import type { CameraSource } from './camera-source.ts';
import { CameraFailure, failure, type Failure } from './failure.ts';
import { startPull, type Pull, type PullEnd } from './pull.ts';

/** `waiting`: it failed, and is tried again while somebody watches. */
export type CameraState = 'idle' | 'starting' | 'running' | 'waiting' | 'stopping';

/** One camera: at most one FFmpeg, whatever the number and order of the viewers that come and go. */
export interface Camera {
  readonly name: string;
  readonly source: CameraSource;
  /** Added by a user of the page, who may take it away again. */
  readonly own: boolean;
  readonly state: CameraState;
  readonly viewers: number;
  readonly ffmpeg: FfmpegProcess | undefined;
  /** Why it failed last; undefined once it plays. */
  readonly lastError: Failure | undefined;
  /** How often FFmpeg was started anew since it last ran well. */
  readonly restarts: number;
  readonly nextRetryAt: Date | undefined;
  /** Packets since the last key frame, for a viewer that joins. */
  readonly cached: readonly Buffer[];
  /**
   * Adds a viewer and makes sure that FFmpeg runs.
   * @param onClosed told when the camera is closed for good, perhaps before this resolves
   * @returns takes the viewer away again; after the last one FFmpeg is stopped when the linger time is over
   */
  join(listener: PacketListener, onClosed?: () => void): Promise<() => void>;
  /** Resolves with the first packet; rejects with a `CameraFailure` when there is none to be had. */
  media(): Promise<void>;
  /** Ends FFmpeg now, viewers or not; resolves when the process is gone. */
  stop(): Promise<void>;
  /** Ends FFmpeg for good, and sends all viewers away: nobody can join any more. */
  close(): Promise<void>;
}

export interface NewCamera {
  readonly name: string;
  readonly source: CameraSource;
  readonly own: boolean;
  readonly lingerMs: number;
  /** Starts its FFmpeg; without it the pictures are pulled to this program. */
  readonly open?: typeof startPull;
  readonly log: (text: string) => void;
  /** Told whenever the state, the number of viewers or the last error is another one. */
  readonly onChange: (camera: Camera) => void;
}

export function createCamera({ name, source, own, lingerMs, open = startPull, log, onChange }: NewCamera): Camera {
  const viewers = new Map<PacketListener, () => void>();
  const waiting = new Set<PromiseWithResolvers>();
  const backOff = createBackOff();
  let state: CameraState = 'idle';
  let pull: Pull | undefined;
  let lastError: Failure | undefined;
  let transcode = false;
  let closed = false;
  let linger: ReturnType<typeof setTimeout> | undefined;
  /** What is going on; each start or stop waits for the one before. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  const become = (next: CameraState): void => {
    state = next;
    onChange(camera);
  };
  const settle = (error?: CameraFailure): void => {
    for (const { resolve, reject } of waiting) {
      if (error) reject(error);
      else resolve();
    }
    waiting.clear();
  };

  const startIfWatched = (): void => {
    void inTurn(async () => (viewers.size > 0 ? start() : become('idle'))).catch((error: Error) => fail(whyOf(error)));
  };
  const fail = (why: Failure): void => {
    lastError = why;
    log(`${name}: ${why.code}: ${why.text}`);
    settle(new CameraFailure(why));
    if (viewers.size === 0) return become('idle');
    backOff.schedule(startIfWatched);
    become('waiting');
  };
  const onEnd = (end: PullEnd): void => {
    log(`${name}: FFmpeg ${pull?.ffmpeg.pid} is gone`);
    pull = undefined;
    if (end === 'stopped') {
      settle(new CameraFailure(failure('stopped')));
      return become('idle');
    }
    if (end !== 'not-to-copy') return fail(end);
    log(`${name}: its pictures are encoded anew, for browsers do not take them as they are`);
    transcode = true;
    startIfWatched();
  };

  const start = async (): Promise<void> => {
    if (closed) throw new CameraFailure(failure('stopped'));
    if (pull) return;
    backOff.cancel();
    become('starting');
    try {
      pull = await open({
        name,
        source,
        transcode,
        onMedia() {
          lastError = undefined;
          backOff.succeeded();
          if (state === 'starting') become('running');
          settle();
        },
        onPacket(packet) {
          for (const viewer of viewers.keys()) viewer(packet);
        },
      });
    } catch (error) {
      lastError = whyOf(error as Error);
      become('idle');
      throw error;
    }
    log(`${name}: FFmpeg ${pull.ffmpeg.pid} started`);
    void pull.ended.then(onEnd);
  };
  const stop = async (): Promise<void> => {
    backOff.cancel();
    if (!pull) return state === 'idle' ? undefined : become('idle');
    become('stopping');
    const { ended } = pull;
    await pull.stop();
    await ended;
  };

  const camera: Camera = {
    name,
    source,
    own,
    get state() {
      return state;
    },
    get viewers() {
      return viewers.size;
    },
    get ffmpeg() {
      return pull?.ffmpeg;
    },
    get lastError() {
      return lastError;
    },
    get restarts() {
      return backOff.count;
    },
    get nextRetryAt() {
      return backOff.nextAt;
    },
    get cached() {
      return pull?.cached ?? [];
    },
    async join(listener, onClosed = () => undefined) {
      clearTimeout(linger);
      viewers.set(listener, onClosed);
      const leave = (): void => {
        if (!viewers.delete(listener)) return;
        onChange(camera);
        if (viewers.size > 0) return;
        clearTimeout(linger);
        linger = setTimeout(() => void inTurn(async () => (viewers.size === 0 ? stop() : undefined)), state === 'waiting' ? 0 : lingerMs);
      };
      try {
        await inTurn(start);
        onChange(camera);
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    media() {
      if (pull?.hasMedia) return Promise.resolve();
      if (state === 'waiting' && lastError) return Promise.reject(new CameraFailure(lastError));
      if (!pull && state !== 'starting') return Promise.reject(new CameraFailure(lastError ?? failure('stopped')));
      return new Promise((resolve, reject) => waiting.add({ resolve, reject }));
    },
    stop() {
      clearTimeout(linger);
      return inTurn(stop);
    },
    close() {
      closed = true;
      for (const onClosed of [...viewers.values()]) onClosed();
      return this.stop();
    },
  };
  return camera;
}

function whyOf(error: Error): Failure {
  return error instanceof CameraFailure ? error.failure : { code: 'unknown', text: error.message };
}

interface PromiseWithResolvers {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

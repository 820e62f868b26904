import { openRtpSource, type PacketListener, type RtpSource } from '../media/rtp-source.ts';
import { startFfmpeg, type FfmpegProcess } from '../process/ffmpeg-process.ts';
import { ownMarker } from '../process/own-marker.ts';
import type { CameraSource } from './camera-source.ts';
import { CameraFailure, failure, failureOf, type Failure } from './failure.ts';
import { ffmpegArgs, RTSP_TIMEOUT_MS } from './ffmpeg-args.ts';

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
  readonly lastError: Failure | undefined;
  /** How often FFmpeg was started anew since it last ran well. */
  readonly restarts: number;
  readonly nextRetryAt: Date | undefined;
  /** Packets since the last key frame, for a viewer that joins. */
  readonly cached: readonly Buffer[];
  /**
   * Adds a viewer and makes sure that FFmpeg runs.
   * @returns takes the viewer away again; after the last one FFmpeg is stopped when the linger time is over
   */
  join(listener: PacketListener): Promise<() => void>;
  /** Resolves with the first packet; rejects with a `CameraFailure` when there is none to be had. */
  media(): Promise<void>;
  /** Ends FFmpeg now, viewers or not; resolves when the process is gone. */
  stop(): Promise<void>;
}

interface Running {
  readonly rtp: RtpSource;
  readonly ffmpeg: FfmpegProcess;
}

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;
/** A stream without a packet for so long has stopped, whatever FFmpeg thinks. */
const SILENT_MS = 10_000;

export interface NewCamera {
  readonly name: string;
  readonly source: CameraSource;
  readonly own: boolean;
  readonly lingerMs: number;
}

export function createCamera({ name, source, own, lingerMs }: NewCamera, log: (text: string) => void): Camera {
  const viewers = new Set<PacketListener>();
  const waiting = new Set<{ resolve(): void; reject(error: Error): void }>();
  let state: CameraState = 'idle';
  let running: Running | undefined;
  let lastError: Failure | undefined;
  let restarts = 0;
  let hasMedia = false;
  let transcode = false;
  let nextRetryAt: Date | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let linger: ReturnType<typeof setTimeout> | undefined;
  /** What is going on; each start or stop waits for the one before. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const settle = (error?: CameraFailure): void => {
    for (const waiter of waiting) {
      if (error) waiter.reject(error);
      else waiter.resolve();
    }
    waiting.clear();
  };

  const failed = (why: Failure): void => {
    lastError = why;
    log(`${name}: ${why.code}: ${why.text}`);
    settle(new CameraFailure(why));
    if (viewers.size === 0) return;
    const wait = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(restarts, 10));
    restarts += 1;
    state = 'waiting';
    nextRetryAt = new Date(Date.now() + wait);
    retry = setTimeout(() => void inTurn(async () => (viewers.size > 0 ? start() : undefined)).catch(() => undefined), wait);
  };

  const start = async (): Promise<void> => {
    if (running) return;
    clearTimeout(retry);
    nextRetryAt = undefined;
    state = 'starting';
    hasMedia = false;
    const rtp = await openRtpSource();
    let now: Running;
    try {
      now = { rtp, ffmpeg: await startFfmpeg(ffmpegArgs(name, source, rtp.port, transcode), ownMarker(name)) };
    } catch (error) {
      rtp.close();
      state = 'idle';
      throw error;
    }
    running = now;
    let heardAt = Date.now();
    const watchdog = setInterval(() => {
      if (hasMedia && Date.now() - heardAt > SILENT_MS) void now.ffmpeg.stop();
    }, 1_000);
    rtp.listen((packet) => {
      heardAt = Date.now();
      if (!hasMedia) {
        // A codec that the browser does not take must not be copied.
        if (source.type !== 'demo' && !transcode && (now.ffmpeg.videoCodec() ?? 'h264') !== 'h264') {
          transcode = true;
          void now.ffmpeg.stop();
          return;
        }
        hasMedia = true;
        state = 'running';
        lastError = undefined;
        restarts = 0;
        settle();
      }
      for (const viewer of viewers) viewer(packet);
    });
    log(`${name}: FFmpeg ${now.ffmpeg.pid} started`);
    void now.ffmpeg.exited.then(() => {
      clearInterval(watchdog);
      rtp.close();
      const wasStopped = state === 'stopping';
      const again = transcode && !hasMedia && now.ffmpeg.args.includes('copy');
      running = undefined;
      state = 'idle';
      log(`${name}: FFmpeg ${now.ffmpeg.pid} is gone`);
      if (wasStopped) return settle(new CameraFailure(failure('dropped')));
      if (again) return void inTurn(start).catch(() => undefined);
      const elapsedMs = Date.now() - now.ffmpeg.startedAt.getTime();
      failed(failureOf({ errors: now.ffmpeg.errors(), elapsedMs, timeoutMs: RTSP_TIMEOUT_MS, hadMedia: hasMedia }));
    });
  };

  const stop = async (): Promise<void> => {
    clearTimeout(retry);
    nextRetryAt = undefined;
    const ending = running;
    if (ending) {
      state = 'stopping';
      await ending.ffmpeg.stop();
    } else state = 'idle';
  };

  return {
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
      return running?.ffmpeg;
    },
    get lastError() {
      return lastError;
    },
    get restarts() {
      return restarts;
    },
    get nextRetryAt() {
      return nextRetryAt;
    },
    get cached() {
      return running?.rtp.cached ?? [];
    },
    async join(listener) {
      clearTimeout(linger);
      viewers.add(listener);
      const leave = (): void => {
        if (!viewers.delete(listener) || viewers.size > 0) return;
        clearTimeout(linger);
        linger = setTimeout(() => void inTurn(async () => (viewers.size === 0 ? stop() : undefined)), lingerMs);
      };
      try {
        await inTurn(start);
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    media() {
      if (hasMedia && running) return Promise.resolve();
      if (!running && lastError) return Promise.reject(new CameraFailure(lastError));
      return new Promise((resolve, reject) => waiting.add({ resolve, reject }));
    },
    stop() {
      clearTimeout(linger);
      return inTurn(stop);
    },
  };
}

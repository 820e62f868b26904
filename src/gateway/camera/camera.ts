import type { PacketListener } from '../media/rtp-source.ts';
import { openRtpSource, type RtpSource } from '../media/rtp-source.ts';
import { startFfmpeg, type FfmpegProcess } from '../process/ffmpeg-process.ts';
import { ownMarker } from '../process/own-marker.ts';
import { demoArgs } from './ffmpeg-args.ts';

export type CameraState = 'idle' | 'starting' | 'running' | 'stopping';

/** One camera: at most one FFmpeg, whatever the number and order of the viewers that come and go. */
export interface Camera {
  readonly name: string;
  readonly state: CameraState;
  readonly viewers: number;
  readonly ffmpeg: FfmpegProcess | undefined;
  /** Packets since the last key frame, for a viewer that joins. */
  readonly cached: readonly Buffer[];
  /**
   * Adds a viewer and makes sure that FFmpeg runs.
   * @returns takes the viewer away again; after the last one FFmpeg is stopped when the linger time is over
   */
  join(listener: PacketListener): Promise<() => void>;
  /** Ends FFmpeg now, viewers or not; resolves when the process is gone. */
  stop(): Promise<void>;
}

interface Running {
  readonly source: RtpSource;
  readonly ffmpeg: FfmpegProcess;
}

export function createCamera(name: string, lingerMs: number, log: (text: string) => void): Camera {
  const viewers = new Set<PacketListener>();
  let state: CameraState = 'idle';
  let running: Running | undefined;
  /** What is going on; each start or stop waits for the one before. */
  let turn: Promise<unknown> = Promise.resolve();
  let linger: ReturnType<typeof setTimeout> | undefined;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const start = async (): Promise<void> => {
    if (running) return;
    state = 'starting';
    const source = await openRtpSource();
    try {
      const ffmpeg = await startFfmpeg(demoArgs(name, source.port), ownMarker(name));
      const now: Running = { source, ffmpeg };
      running = now;
      state = 'running';
      source.listen((packet) => {
        for (const viewer of viewers) viewer(packet);
      });
      log(`${name}: FFmpeg ${ffmpeg.pid} started`);
      void ffmpeg.exited.then(({ code, signal }) => {
        log(`${name}: FFmpeg ${ffmpeg.pid} is gone (${signal ?? code})`);
        if (running !== now) return;
        running = undefined;
        state = 'idle';
        source.close();
      });
    } catch (error) {
      source.close();
      state = 'idle';
      throw error;
    }
  };

  const stop = async (): Promise<void> => {
    const ending = running;
    if (!ending) return;
    state = 'stopping';
    await ending.ffmpeg.stop();
  };

  return {
    name,
    get state() {
      return state;
    },
    get viewers() {
      return viewers.size;
    },
    get ffmpeg() {
      return running?.ffmpeg;
    },
    get cached() {
      return running?.source.cached ?? [];
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
    stop() {
      clearTimeout(linger);
      return inTurn(stop);
    },
  };
}

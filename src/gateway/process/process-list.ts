import pidusage from 'pidusage';
import { argumentsWithoutCredentials } from '../../core/endpoints/without-credentials.ts';
import type { Camera } from '../camera/camera.ts';
import type { FfmpegProcess } from './ffmpeg-process.ts';

/** One entry of the contract "FFmpeg status 1": docs/ffmpeg-status.md. */
export interface ProcessStatus {
  readonly pid: number;
  readonly camera: string;
  readonly state: string;
  readonly startedAt: string;
  /** Percent of one core. */
  readonly cpu: number | null;
  readonly rssBytes: number | null;
  readonly command: string;
  readonly viewers: number;
  /** How often it was started anew since it last ran well. */
  readonly restarts: number;
  readonly lastError: string | null;
  /** The last block of FFmpeg's `-progress`. */
  readonly lastProgress: Readonly<Record<string, string>>;
}

/** The part of a camera that tells of its FFmpeg. */
export type SupervisedCamera = Pick<Camera, 'name' | 'state' | 'viewers' | 'restarts' | 'lastError' | 'ffmpeg'>;

export async function listProcesses(cameras: readonly SupervisedCamera[]): Promise<ProcessStatus[]> {
  const running = cameras.flatMap((camera) => (camera.ffmpeg ? [{ camera, ffmpeg: camera.ffmpeg }] : []));
  const usage = await usageOf(running.map(({ ffmpeg }) => ffmpeg.pid));
  return running.map(({ camera, ffmpeg }) => ({
    pid: ffmpeg.pid,
    camera: camera.name,
    state: camera.state,
    startedAt: ffmpeg.startedAt.toISOString(),
    cpu: usage[ffmpeg.pid]?.cpu ?? null,
    rssBytes: usage[ffmpeg.pid]?.memory ?? null,
    command: commandOf(ffmpeg),
    viewers: camera.viewers,
    restarts: camera.restarts,
    lastError: camera.lastError?.text ?? ffmpeg.errors().at(-1) ?? null,
    lastProgress: ffmpeg.progress(),
  }));
}

async function usageOf(pids: number[]): Promise<Record<number, { cpu: number; memory: number } | undefined>> {
  if (pids.length === 0) return {};
  // One that ends in this very moment must not spoil the list.
  return pidusage(pids).catch(() => ({}));
}

function commandOf(ffmpeg: FfmpegProcess): string {
  return ['ffmpeg', ...argumentsWithoutCredentials(ffmpeg.args)].join(' ');
}

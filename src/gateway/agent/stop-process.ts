import { linuxStartMark } from './linux-processes.ts';
import type { MachineProcess } from './machine-process.ts';
import { readProcessTable } from './process-table.ts';

/** SIGTERM takes some 10 ms; one that is stuck or stopped gets SIGKILL after this. */
const TERM_GRACE_MS = 1_500;
const KILL_WITHIN_MS = 3_000;
const POLL_MS = 20;

/**
 * Ends an FFmpeg and resolves when it is gone. Its start time is looked at before each signal, so that another process which got its pid
 * meanwhile is never hit.
 * @throws Error when it may not be ended, or does not end
 */
export async function stopProcess(ffmpeg: MachineProcess): Promise<void> {
  if (!ffmpeg.own) throw new Error(`process ${ffmpeg.pid} belongs to another user`);
  if (ffmpeg.state === 'zombie') throw new Error(`process ${ffmpeg.pid} has ended already; its parent ${ffmpeg.parentPid} has to wait for it`);
  if (await ends(ffmpeg, 'SIGTERM', TERM_GRACE_MS)) return;
  if (await ends(ffmpeg, 'SIGKILL', KILL_WITHIN_MS)) return;
  throw new Error(`process ${ffmpeg.pid} did not end`);
}

async function ends(ffmpeg: MachineProcess, signal: NodeJS.Signals, withinMs: number): Promise<boolean> {
  if (!(await isThere(ffmpeg))) return true;
  try {
    process.kill(ffmpeg.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw new Error(`process ${ffmpeg.pid} cannot be ended: ${(error as Error).message}`, { cause: error });
  }
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    if (!(await isThere(ffmpeg))) return true;
  }
  return false;
}

async function isThere({ pid, startMark }: MachineProcess): Promise<boolean> {
  if (process.platform === 'linux') return linuxStartMark(pid) === startMark;
  const { ffmpegs } = await readProcessTable();
  return ffmpegs.some((other) => other.pid === pid && other.startMark === startMark && other.state !== 'zombie');
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { redactorFor } from '../redact.ts';
import { dyingWithParent, killWhenParentDies } from './die-with-parent.ts';

/** SIGTERM takes some 10 ms; one that is stuck or stopped gets SIGKILL after this. */
const TERM_GRACE_MS = 1_500;
const MAX_ERROR_LINES = 20;
const COMPLAINT = /\[(?:warning|error|fatal|panic)\]/;

/** Told at the level "verbose". */
const CONNECTED = /\[verbose\] Successfully connected to /;

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface FfmpegProcess {
  readonly pid: number;
  readonly args: readonly string[];
  readonly startedAt: Date;
  /** Resolves when the process is gone and reaped, whoever ended it. */
  readonly exited: Promise<Exit>;
  /** The last block of `-progress`. */
  readonly progress: () => Readonly<Record<string, string>>;
  /** Since when it waits for its input: since the connection where it makes one, for a loaded machine takes seconds to start a program. */
  readonly waitsSince: () => Date;
  /** Whether it has told what its input holds. */
  readonly hasOpened: () => boolean;
  /** The last lines of its complaints, without credentials. */
  readonly errors: () => readonly string[];
  /** Ends it, and resolves when it is gone. Calls that come together share one end. */
  stop(): Promise<Exit>;
}

/**
 * Starts an FFmpeg that cannot outlive this process, however that ends.
 * @param marker put into its environment, by which a later start of the gateway knows its own
 * @throws Error when there is no FFmpeg to run
 */
export async function startFfmpeg(args: readonly string[], marker: Readonly<Record<string, string>>): Promise<FfmpegProcess> {
  const [command, ...rest] = dyingWithParent('ffmpeg', args);
  const child: ChildProcess = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...marker } });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Error(`FFmpeg could not be started: ${error.message}. Is it installed and on the PATH?`)));
  });
  const exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }) as Exit);
  if (child.pid !== undefined) killWhenParentDies(child.pid, exited);
  const errors: string[] = [];
  const redact = redactorFor(args);
  let hasOpened = false;
  let connectedAt: Date | undefined;
  let progress: Record<string, string> = {};
  let block: Record<string, string> = {};
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const at = line.indexOf('=');
      if (at < 1) return;
      block[line.slice(0, at)] = line.slice(at + 1).trim();
      if (!line.startsWith('progress=')) return;
      progress = block;
      block = {};
    });
  }
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      // Later ones are of its output.
      if (!hasOpened && CONNECTED.test(line)) connectedAt = new Date();
      hasOpened ||= /\bInput #0,/.test(line);
      if (!COMPLAINT.test(line)) return;
      // Cut short afterwards: an address that lost its end is not known as one.
      errors.push(redact(line).slice(0, 500));
      if (errors.length > MAX_ERROR_LINES) errors.shift();
    });
  }
  let stopping: Promise<Exit> | undefined;
  const stop = (): Promise<Exit> => {
    stopping ??= (async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), TERM_GRACE_MS);
      const exit = await exited;
      clearTimeout(late);
      return exit;
    })();
    return stopping;
  };
  const startedAt = new Date();
  return {
    pid: child.pid ?? -1,
    args,
    startedAt,
    exited,
    progress: () => progress,
    waitsSince: () => connectedAt ?? startedAt,
    hasOpened: () => hasOpened,
    errors: () => errors,
    stop,
  };
}

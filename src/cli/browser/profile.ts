import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** With the machine in it: several may share the folder for temporary files, and each counts its own processes. */
const PREFIX = `rtc-leaks-profile-${hostname()}-`;

/** Makes an empty folder for a browser's profile. Those of runs that were killed are removed: whoever was killed could not. */
export async function makeProfile(): Promise<string> {
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX) && !isRunning(Number.parseInt(name.slice(PREFIX.length), 10)));
  // What cannot be removed now, perhaps since its browser is just ending, can be the next time.
  await Promise.allSettled(left.map((name) => removeProfile(join(tmpdir(), name))));
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

export async function removeProfile(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

import { readFileSync, readdirSync } from 'node:fs';

/** Environment variable of the mark: `pid:start time:camera`. */
export const MARKER_NAME = 'RTC_LEAKS_GATEWAY';

/** Environment of a child by which a later start knows it as one of ours: whose child it is, and for which camera. */
export function ownMarker(camera: string): Record<string, string> {
  return { [MARKER_NAME]: `${process.pid}:${startTime(process.pid) ?? ''}:${camera}` };
}

/**
 * Ends FFmpegs that an earlier gateway left behind: only processes that carry our own mark and whose gateway is no more. Never by name.
 * Linux only; elsewhere nothing can be known, and nothing is done.
 * @returns pids of those that were killed
 */
export function sweepOrphans(): number[] {
  if (process.platform !== 'linux') return [];
  const killed: number[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const [owner, ownerStart] = markOf(pid)?.split(':') ?? [];
    // The owner's start time tells it from a newer process with the same pid.
    if (owner === undefined || startTime(Number(owner)) === ownerStart) continue;
    try {
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return killed;
}

function markOf(pid: number): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return variables.find((variable) => variable.startsWith(`${MARKER_NAME}=`))?.slice(MARKER_NAME.length + 1);
  } catch {
    return undefined;
  }
}

/** When a process started, in ticks since boot; undefined when there is no such process. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; the start time is the 20th field behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

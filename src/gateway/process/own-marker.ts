import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Environment variable of the mark: `pid:start time:camera:pid namespace`. */
export const MARKER_NAME = 'RTC_LEAKS_GATEWAY';

/** What the mark of a process says. */
export interface Mark {
  /** The gateway's pid, as it is seen in the gateway's namespace. */
  readonly owner: number;
  /** Tells the owner from a newer process with the same pid. */
  readonly ownerStart: string;
  readonly camera: string;
  /** Another namespace, as of a container, counts its processes anew: there the pid names another process or none. */
  readonly isOfOurNamespace: boolean;
}

/** Environment of a child by which a later start knows it as one of ours: whose child it is, and for which camera. */
export function ownMarker(camera: string): Record<string, string> {
  return { [MARKER_NAME]: `${process.pid}:${startTime(process.pid) ?? ''}:${camera}:${pidNamespace()}` };
}

/** Reads the value of the variable. */
export function readMark(value: string): Mark {
  const [owner = '', ownerStart = '', camera = '', ...namespace] = value.split(':');
  const ours = pidNamespace();
  // A namespace is written with a colon: `pid:[4026531836]`.
  return { owner: Number(owner), ownerStart, camera, isOfOurNamespace: ours !== '' && namespace.join(':') === ours };
}

/**
 * Ends FFmpegs that an earlier gateway left behind: only processes that carry our own mark and whose gateway is no more. Never by name, and
 * none whose gateway runs in another namespace, for from here that cannot be seen.
 * Linux only; elsewhere nothing can be known, and nothing is done.
 * @returns pids of those that were killed
 */
export function sweepOrphans(): number[] {
  if (process.platform !== 'linux') return [];
  const killed: number[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const mark = markOf(pid);
    if (!mark?.isOfOurNamespace || startTime(mark.owner) === mark.ownerStart) continue;
    try {
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
    } catch {
      // It ended by itself meanwhile.
    }
  }
  return killed;
}

function markOf(pid: number): Mark | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const value = variables.find((variable) => variable.startsWith(`${MARKER_NAME}=`))?.slice(MARKER_NAME.length + 1);
    return value === undefined ? undefined : readMark(value);
  } catch {
    return undefined;
  }
}

/** Names this process's namespace of pids; empty where there are none. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
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

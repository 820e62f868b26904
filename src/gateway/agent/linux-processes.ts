import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { argumentsWithoutCredentials } from '../../core/endpoints/without-credentials.ts';
import { MARKER_NAME, readMark } from '../process/own-marker.ts';
import { isFfmpeg, type MachineProcess, type ProcessTable } from './machine-process.ts';
import { isTakenOver, type Relative } from './taken-over.ts';

/** What the kernel counts start times in; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Stat extends Relative {
  readonly state: string;
  readonly parentPid: number;
}

/** FFmpegs of this machine, from /proc (proc(5)). */
export function linuxProcesses(): ProcessTable {
  const bootedAtMs = Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]) * 1_000;
  return { ffmpegs: pidsOfAll().flatMap((pid) => ffmpegOf(pid, bootedAtMs) ?? []), nameOf: (pid) => statOf(pid)?.comm };
}

function ffmpegOf(pid: number, bootedAtMs: number): MachineProcess | undefined {
  const stat = statOf(pid);
  if (!stat) return undefined;
  const args = textsOf(`/proc/${pid}/cmdline`) ?? [];
  const name = args[0] ? basename(args[0]) : stat.comm;
  // A program may call itself what it likes, and one that is about to become FFmpeg has another name still: both must agree.
  if (!isFfmpeg(stat.comm) || !isFfmpeg(name)) return undefined;
  return {
    pid,
    parentPid: stat.parentPid,
    name,
    args: argumentsWithoutCredentials(args),
    state: stat.state === 'Z' ? 'zombie' : /[Tt]/.test(stat.state) ? 'stopped' : 'running',
    startedAt: new Date(bootedAtMs + (Number(stat.startTicks) / TICKS_PER_SECOND) * 1_000),
    startMark: stat.startTicks,
    own: ownerOf(pid) === process.getuid?.(),
    ...withLabels(pid, stat),
  };
}

function withLabels(pid: number, stat: Stat): Pick<MachineProcess, 'orphan' | 'labels'> {
  const variables = textsOf(`/proc/${pid}/environ`);
  const valueOf = (name: string): string | undefined => variables?.find((v) => v.startsWith(`${name}=`))?.slice(name.length + 1);
  const marked = valueOf(MARKER_NAME);
  const mark = marked === undefined ? undefined : readMark(marked);
  const gatewayCamera = mark?.camera;
  const mediamtxPath = valueOf('MTX_PATH');
  // With the gateway's own mark it is certain, unless that counts in another namespace; else the parent tells.
  const orphan = mark?.isOfOurNamespace ? statOf(mark.owner)?.startTicks !== mark.ownerStart : wasTakenOver(stat);
  if (!variables) return { orphan };
  return { orphan, labels: { ...(gatewayCamera ? { gatewayCamera } : {}), ...(mediamtxPath ? { mediamtxPath } : {}) } };
}

function wasTakenOver(stat: Stat): boolean {
  // The parent of one that was started from outside of a container is not seen in it, and is there.
  if (stat.parentPid === 0) return false;
  const parent = statOf(stat.parentPid);
  return !parent || isTakenOver(stat, parent, () => pidsOfAll().flatMap((other) => statOf(other) ?? []).filter(({ parentPid }) => parentPid === stat.parentPid));
}

/** When a process started; undefined when there is none of this pid. */
export function linuxStartMark(pid: number): string | undefined {
  const stat = statOf(pid);
  // A zombie has ended; that its parent has not looked yet is the parent's fault.
  return stat && stat.state !== 'Z' ? stat.startTicks : undefined;
}

function pidsOfAll(): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => Number.isInteger(pid));
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may itself hold parentheses and blanks.
    const end = text.lastIndexOf(')');
    const [state = '', parent, , session, ...rest] = text.slice(end + 2).split(' ');
    return { pid, comm: text.slice(text.indexOf('(') + 1, end), state, parentPid: Number(parent), session: Number(session), startTicks: rest[15] ?? '' };
  } catch {
    return undefined;
  }
}

function textsOf(path: string): string[] | undefined {
  try {
    return readFileSync(path, 'utf8').split('\0').filter((text) => text !== '');
  } catch {
    return undefined;
  }
}

function ownerOf(pid: number): number | undefined {
  return statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
}

import pidusage from 'pidusage';
import { cameraLabel, inputsOf } from './camera-label.ts';
import type { MachineProcess, PortListener, ProcessTable } from './machine-process.ts';
import { CAMERA_PORTS, portListeners } from './port-listeners.ts';
import { readProcessTable } from './process-table.ts';

/** An FFmpeg of this machine in the contract "FFmpeg status 1": docs/ffmpeg-status.md. */
export interface AgentProcess {
  readonly pid: number;
  readonly camera: string;
  readonly state: string;
  readonly startedAt: string;
  /** Percent of one core between the look before and this one; 0 at the first. */
  readonly cpu: number | null;
  readonly rssBytes: number | null;
  readonly command: string;
  readonly viewers: null;
  readonly lastError: null;
  readonly input: string | null;
  /** null when it is gone. */
  readonly parent: { readonly pid: number; readonly name: string } | null;
  readonly orphan: boolean;
}

export interface AgentStatus {
  readonly version: 1;
  readonly processes: readonly AgentProcess[];
  readonly ports: readonly PortListener[];
}

/** One look at this machine. */
export async function agentStatus(): Promise<AgentStatus> {
  const table = await readProcessTable();
  const pids = table.ffmpegs.filter(({ state }) => state !== 'zombie').map(({ pid }) => pid);
  // One that ends in this very moment must not spoil the list.
  const usage: Record<number, { cpu: number; memory: number } | undefined> = pids.length > 0 ? await pidusage(pids).catch(() => ({})) : {};
  return {
    version: 1,
    processes: table.ffmpegs.map((ffmpeg) => describe(ffmpeg, usage[ffmpeg.pid], table)),
    ports: await portListeners(CAMERA_PORTS, table.nameOf),
  };
}

function describe(ffmpeg: MachineProcess, usage: { cpu: number; memory: number } | undefined, { nameOf }: ProcessTable): AgentProcess {
  const parentName = ffmpeg.orphan ? undefined : nameOf(ffmpeg.parentPid);
  return {
    pid: ffmpeg.pid,
    camera: cameraLabel(ffmpeg),
    state: ffmpeg.state,
    startedAt: ffmpeg.startedAt.toISOString(),
    cpu: usage?.cpu ?? null,
    rssBytes: usage?.memory ?? null,
    command: ffmpeg.args.join(' '),
    viewers: null,
    lastError: null,
    input: inputsOf(ffmpeg.args).join(' ') || null,
    parent: parentName === undefined ? null : { pid: ffmpeg.parentPid, name: parentName },
    orphan: ffmpeg.orphan ?? false,
  };
}

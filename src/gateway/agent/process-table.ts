import { linuxProcesses } from './linux-processes.ts';
import type { ProcessTable } from './machine-process.ts';
import { portableProcesses } from './portable-processes.ts';

/** The FFmpegs that run on this machine, whoever started them. */
export async function readProcessTable(): Promise<ProcessTable> {
  return process.platform === 'linux' ? linuxProcesses() : portableProcesses();
}

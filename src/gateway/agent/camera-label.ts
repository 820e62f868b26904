import type { MachineProcess } from './machine-process.ts';

const ADDRESS = /^([a-z][a-z\d+]*):\/\//i;

/** What FFmpeg reads: its inputs as they stand on the command line. */
export function inputsOf(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => (args[i - 1] === '-i' ? [arg] : []));
}

/**
 * For which camera an FFmpeg works, as well as can be told: the mark of its supervisor, else the last part of the address it writes to, else
 * of the one it reads from; empty when neither says so.
 */
export function cameraLabel({ labels, args }: Pick<MachineProcess, 'labels' | 'args'>): string {
  const marked = labels?.gatewayCamera ?? labels?.mediamtxPath;
  if (marked !== undefined) return marked;
  const inputs = inputsOf(args);
  const outputs = args.slice(1).filter((arg) => ADDRESS.test(arg) && !inputs.includes(arg));
  return [...outputs.toReversed(), ...inputs].map(lastPart).find((part) => part !== '') ?? '';
}

function lastPart(address: string): string {
  if (!ADDRESS.test(address)) return '';
  // Only addresses of streams have a name in their path; an RTP output is a bare port.
  const path = address.replace(ADDRESS, '').replace(/[?#].*$/, '').split('/').slice(1);
  const last = path.findLast((part) => part !== '') ?? '';
  // One that a secret was taken out of names nothing.
  return last.includes('***') ? '' : last;
}

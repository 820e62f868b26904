import { readFileSync, readdirSync } from 'node:fs';

/** Pids of the FFmpegs that carry the mark of the gateway with this pid; whoever their parent is now. Linux. */
export function ownFfmpegs(gatewayPid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`RTC_LEAKS_GATEWAY=${gatewayPid}:`);
        return isOurs && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'ffmpeg';
      } catch {
        return false;
      }
    });
}

/** One letter: R, S, T for stopped, Z for a zombie; undefined when there is no such process. */
export function stateOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return undefined;
  }
}

import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** How many UDP and TCP sockets a process has open, those that only listen left out. Linux. */
export function socketsOf(pid: number): { readonly udp: number; readonly tcp: number } {
  const inodes = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
  const own = (table: string): number =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => inodes.includes(inode ?? '') && state !== '0A').length;
  return { udp: own('udp') + own('udp6'), tcp: own('tcp') + own('tcp6') };
}

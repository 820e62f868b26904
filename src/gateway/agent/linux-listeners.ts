import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { PortListener, ProcessTable } from './machine-process.ts';

const LISTEN = '0A';

/** Programs that wait for TCP connections on these ports, from /proc/net/tcp and the open files of each process (proc(5)). */
export function linuxListeners(ports: readonly number[], nameOf: ProcessTable['nameOf']): PortListener[] {
  const sockets = ['tcp', 'tcp6'].flatMap(socketsOf).filter(({ port }) => ports.includes(port));
  const pids = sockets.length > 0 ? pidsByInode(new Set(sockets.map(({ inode }) => inode))) : new Map<string, number>();
  return sockets.map(({ port, address, inode }) => {
    const pid = pids.get(inode) ?? null;
    return { port, address, pid, name: pid === null ? null : (nameOf(pid) ?? null) };
  });
}

function socketsOf(table: string): { port: number; address: string; inode: string }[] {
  let lines: string[];
  try {
    lines = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1);
  } catch {
    return [];
  }
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [host = '', port = ''] = local.split(':');
    return state === LISTEN ? [{ port: Number.parseInt(port, 16), address: addressOf(host), inode }] : [];
  });
}

/** The kernel writes an address as 32-bit words in the machine's byte order. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => word.match(/../g)?.toReversed() ?? []);
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  const groups = bytes.join('').match(/.{4}/g) ?? [];
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function pidsByInode(inodes: ReadonlySet<string>): Map<string, number> {
  const found = new Map<string, number>();
  for (const pid of readdirSync('/proc').map(Number).filter((n) => Number.isInteger(n))) {
    for (const link of linksOf(pid)) {
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode !== undefined && inodes.has(inode) && !found.has(inode)) found.set(inode, pid);
    }
    if (found.size === inodes.size) break;
  }
  return found;
}

function linksOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((fd) => {
      try {
        return [readlinkSync(`${folder}/${fd}`)];
      } catch {
        return [];
      }
    });
  } catch {
    // Another user's process, or one that ended just now.
    return [];
  }
}

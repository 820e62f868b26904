import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { processes } from 'systeminformation';
import { withoutCredentials } from '../../core/endpoints/without-credentials.ts';
import { isFfmpeg, type ProcessTable } from './machine-process.ts';

/** FFmpegs of a machine without /proc: macOS and Windows. */
export async function portableProcesses(): Promise<ProcessTable> {
  const { list } = await processes();
  const byPid = new Map(list.map((entry) => [entry.pid, entry]));
  const nameOf = (pid: number): string | undefined => byPid.get(pid)?.name;
  const user = userInfo().username;
  const ffmpegs = list.filter(({ name, command }) => isFfmpeg(basename(name || command))).map((entry) => ({
    pid: entry.pid,
    parentPid: entry.parentPid,
    name: basename(entry.name),
    args: [entry.command, ...withoutCredentials(entry.params).split(' ')].filter((arg) => arg !== ''),
    state: stateOf(entry.state),
    startedAt: new Date(entry.started),
    startMark: entry.started,
    // Windows gives a process of another user to nobody but an administrator, and names no user here.
    own: entry.user === '' || entry.user === user,
    orphan: entry.parentPid <= 1 || !byPid.has(entry.parentPid),
  }));
  return { ffmpegs, nameOf };
}

function stateOf(state: string): 'running' | 'stopped' | 'zombie' {
  if (state === 'zombie') return 'zombie';
  return state === 'stopped' ? 'stopped' : 'running';
}

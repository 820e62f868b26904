import { hostOf } from './endpoint-url.ts';
import type { ServerProcess, ServerSnapshot } from './server-snapshot.ts';

/** Clocks of one machine agree, but servers round. */
const SAME_START_MS = 5_000;

export interface FoundProcess {
  readonly process: ServerProcess;
  /** The server that told most of it. */
  readonly server: ServerSnapshot;
}

/**
 * The FFmpegs of all servers that answer, each once. A camera server and an agent on the same machine tell of the same processes: the same
 * number on the same host, and, where both say, started at the same time (a container counts its processes anew). Of two accounts the one
 * that names camera and viewers is kept.
 */
export function distinctProcesses(servers: Iterable<ServerSnapshot>): FoundProcess[] {
  const found: FoundProcess[] = [];
  const byPid = new Map<string, number[]>();
  for (const server of servers) {
    if (server.link !== 'ok') continue;
    for (const process of server.processes) {
      const key = `${hostOf(server.endpoint)} ${process.pid}`;
      const same = byPid.get(key)?.find((i) => found[i]?.server !== server && startedTogether(found[i]?.process, process));
      if (same === undefined) {
        byPid.set(key, [...(byPid.get(key) ?? []), found.push({ process, server }) - 1]);
      } else if (detail(process) > detail(found[same]?.process)) {
        found[same] = { process, server };
      }
    }
  }
  return found;
}

/** How many FFmpegs run, as far as the servers tell; undefined when none of them tells. A count without a list is added as it is. */
export function countFfmpegs(servers: Iterable<ServerSnapshot>): number | undefined {
  const telling = [...servers].filter((server) => server.link === 'ok' && (server.tells.includes('processes') || server.processCount !== undefined));
  if (telling.length === 0) return undefined;
  return telling.reduce((sum, server) => sum + (server.processCount ?? 0), distinctProcesses(telling).length);
}

function startedTogether(a: ServerProcess | undefined, b: ServerProcess): boolean {
  return a?.startedAt === undefined || b.startedAt === undefined || Math.abs(a.startedAt - b.startedAt) <= SAME_START_MS;
}

function detail(process: ServerProcess | undefined): number {
  return (process?.viewers === undefined ? 0 : 2) + (process?.camera ? 1 : 0);
}

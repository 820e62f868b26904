import { distinctProcesses, type FoundProcess } from '../endpoints/distinct-processes.ts';
import { hostOf } from '../endpoints/endpoint-url.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import { groupBy } from '../group-by.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { processKey } from '../ledger/server-history.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, marginMs, serverFix, serverName } from './server-finding.ts';

/** States in which a process does no work for its camera any more. */
const OVER: readonly string[] = ['stopping', 'zombie'];

/**
 * More than one FFmpeg for one camera, side by side for longer than a change-over takes: one was left behind at a reconnect. A `leak` where
 * one server tells of both and counts their viewers, for then it is the one that supervises them; else a `suspect`, and only where both run
 * the same command: a recording beside the live picture is rightly a second one, and two servers may each have a camera of this name.
 */
export const ffmpegPerCamera: Rule = {
  code: 'ffmpeg-per-camera',
  check(ledger, settings) {
    const working = distinctProcesses(ledger.servers.values()).filter(({ process }) => process.camera !== '' && !OVER.includes(process.state));
    const cameras = groupBy(working, ({ process, server }) => `${hostOf(server.endpoint)} ${process.camera}`);
    return [...cameras.values()].flatMap((group) => {
      const byAge = group.map((found) => ({ found, firstSeenAt: firstSeenAt(ledger, found) })).sort((a, b) => a.firstSeenAt - b.firstSeenAt || pidOf(a.found) - pidOf(b.found));
      return byAge.slice(0, -1).flatMap(({ found }, i): Finding[] => {
        const newer = byAge.slice(i + 1).find((other) => isTwin(found, other.found));
        if (!newer || askedAt(ledger, found.server) - newer.firstSeenAt <= marginMs(settings)) return [];
        const count = group.filter((other) => other === found || isTwin(found, other)).length;
        return [findingOf(found, newer.found, newer.firstSeenAt, count)];
      });
    });
  },
};

function findingOf(found: FoundProcess, newer: FoundProcess, since: number, count: number): Finding {
  const { process, server } = found;
  const object = { kind: 'process', endpoint: server.endpoint, id: String(process.pid) } as const;
  const certain = isOfOneSupervisor(found, newer);
  return {
    key: `ffmpeg-per-camera ${serverObjectId(object)}`,
    code: 'ffmpeg-per-camera',
    severity: certain ? 'error' : 'warning',
    verdict: certain ? 'leak' : 'suspect',
    subject: { kind: 'process', id: serverObjectId(object) },
    since,
    message: {
      key: 'ffmpeg-per-camera',
      params: { pid: process.pid, camera: process.camera, count, newer: newer.process.pid, server: serverName(server), sinceMs: since },
    },
    evidence: process.command ? [{ key: 'evidence.command', params: { command: process.command.slice(0, 200) } }] : [],
    related: [{ role: 'newer-process', id: serverObjectId({ kind: 'process', endpoint: newer.server.endpoint, id: String(newer.process.pid) }) }],
    fixes: serverFix(server, object),
  };
}

function isTwin(a: FoundProcess, b: FoundProcess): boolean {
  const { command } = a.process;
  return isOfOneSupervisor(a, b) || (command !== undefined && command === b.process.command && !hidesOutput(command));
}

/** A key was taken out of the address it writes to: two that look alike may feed two streams. */
function hidesOutput(command: string): boolean {
  return /\*\*\*(?!@)\S*$/.test(command);
}

function isOfOneSupervisor(a: FoundProcess, b: FoundProcess): boolean {
  return a.server.endpoint === b.server.endpoint && a.process.viewers !== undefined && b.process.viewers !== undefined;
}

function firstSeenAt(ledger: Ledger, { process, server }: FoundProcess): number {
  return ledger.serverHistory.get(server.endpoint)?.processes.get(processKey(process))?.firstSeenAt ?? Infinity;
}

function pidOf({ process }: FoundProcess): number {
  return process.startedAt ?? process.pid;
}

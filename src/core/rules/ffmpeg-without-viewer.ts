import { distinctProcesses, type FoundProcess } from '../endpoints/distinct-processes.ts';
import { hostOf } from '../endpoints/endpoint-url.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { ServerPath, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import { answeringServers } from '../join/answering-servers.ts';
import { pageUseOf } from '../join/page-use.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { processKey, type PathHistory } from '../ledger/server-history.ts';
import type { Settings } from '../settings.ts';
import type { Finding, Message } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, lingerOf, lingerOfPath, marginMs, serverFix, serverName, tooLongSince, type Linger } from './server-finding.ts';

/** A supervisor kills what does not end by itself well within this time. */
const STOPPING_MS = 5_000;

/**
 * An FFmpeg goes on though nobody watches its camera. A `leak` where the server says how long it keeps one and has not kept to it, or has
 * been stopping it in vain; else a `suspect`, and only where the process was seen at work for a viewer, or was started when this page asked
 * for the camera; where its own server counts no viewers, only one that feeds a path which has no reader, and for longer than that path may
 * be kept. A recorder or a camera that is always on never had a viewer, and is not told. One that is its backend's orphan is told when
 * it was seen to become one; one that was an orphan before is only pointed out.
 */
export const ffmpegWithoutViewer: Rule = {
  code: 'ffmpeg-without-viewer',
  check: (ledger, settings) =>
    distinctProcesses(ledger.servers.values()).flatMap((found): Finding[] => {
      const case_ = judge(ledger, settings, found);
      if (!case_) return [];
      const { process, server } = found;
      const object = { kind: 'process', endpoint: server.endpoint, id: String(process.pid) } as const;
      return [
        {
          key: `ffmpeg-without-viewer ${serverObjectId(object)}`,
          code: 'ffmpeg-without-viewer',
          severity: case_.certain ? 'error' : case_.why === 'left-over' ? 'info' : 'warning',
          verdict: case_.certain ? 'leak' : 'suspect',
          subject: { kind: 'process', id: serverObjectId(object) },
          since: case_.since,
          message: {
            key: `ffmpeg-without-viewer.${case_.why}`,
            params: { pid: process.pid, camera: process.camera, server: serverName(server), sinceMs: case_.since, lingerMs: case_.lingerMs },
          },
          evidence: evidenceOf(found),
          related: [],
          fixes: serverFix(server, object),
        },
      ];
    }),
};

interface Unwatched {
  readonly why: 'linger' | 'left' | 'stopping' | 'orphan' | 'left-over';
  readonly certain: boolean;
  readonly since: number;
  readonly lingerMs: number;
}

function judge(ledger: Ledger, settings: Settings, { process, server }: FoundProcess): Unwatched | undefined {
  const history = ledger.serverHistory.get(server.endpoint)?.processes.get(processKey(process));
  if (!history) return undefined;
  const fed = process.viewers === undefined ? pathOf(ledger, process.camera, server.endpoint) : undefined;
  const { ms: lingerMs, known } = allowed(settings, server, fed);
  if (process.state === 'stopping') {
    const since = tooLongSince(history.inState, server, ledger, settings, STOPPING_MS);
    return since === undefined ? undefined : { why: 'stopping', certain: true, since, lingerMs };
  }
  const feeds = feedsNetwork(process.command);
  const idle = process.viewers !== undefined ? history.idle : feeds ? fed?.history.idle : undefined;
  const since = tooLongSince(idle, fed?.server ?? server, ledger, settings, lingerMs, () => pageUseOf(ledger, process.camera).until);
  if (since !== undefined && known && process.viewers !== undefined) return { why: 'linger', certain: true, since, lingerMs };
  const startedForPage = (): boolean => history.appearedAt !== undefined && pageUseOf(ledger, process.camera).startedNear(history.appearedAt);
  if (since !== undefined && (history.wasUsed || startedForPage())) return { why: 'left', certain: false, since, lingerMs };
  const orphanedAt = process.orphan ? (history.orphanedAt ?? history.firstSeenAt) : Infinity;
  if (askedAt(ledger, server) - orphanedAt <= marginMs(settings)) return undefined;
  if (history.orphanedAt !== undefined) return { why: 'orphan', certain: false, since: orphanedAt, lingerMs };
  const isWatched = (process.viewers ?? 0) > 0 || (fed !== undefined && fed.history.idle === undefined);
  return feeds && !isWatched ? { why: 'left-over', certain: false, since: orphanedAt, lingerMs } : undefined;
}

/** It writes to an address. One that writes to a file is a recorder, and may have been left alone on purpose. */
function feedsNetwork(command = ''): boolean {
  const output = command.trim().split(/\s+/).at(-1) ?? '';
  return /^(?!file:)[a-z][a-z\d+.-]*:\/\//i.test(output);
}

interface Fed {
  readonly server: ServerSnapshot;
  readonly path: ServerPath;
  readonly history: PathHistory;
}

/** Where the process's own server counts no viewers: the path that it feeds, at a server of the same host. */
function pathOf(ledger: Ledger, camera: string, endpoint: string): Fed | undefined {
  const near = answeringServers(ledger).filter((server) => camera !== '' && hostOf(server.endpoint) === hostOf(endpoint));
  for (const server of near) {
    const path = server.paths.find(({ name }) => name === camera);
    const history = ledger.serverHistory.get(server.endpoint)?.paths.get(camera);
    if (path && history) return { server, path, history };
  }
  return undefined;
}

/** Whoever tells of the process and whoever it feeds may both say how long it is kept: the longer time is allowed. */
function allowed(settings: Settings, server: ServerSnapshot, fed: Fed | undefined): Linger {
  const own = lingerOf(server, settings);
  const its = fed && lingerOfPath(fed.server, fed.path, settings);
  return its === undefined || (own.known && own.ms > its.ms) ? own : its;
}

function evidenceOf({ process }: FoundProcess): Message[] {
  return [
    ...(process.viewers === undefined ? [] : [{ key: 'evidence.viewers', params: { count: process.viewers } }]),
    ...(process.cpu === undefined ? [] : [{ key: 'evidence.cpu', params: { percent: Math.round(process.cpu * 10) / 10 } }]),
    ...(process.rssBytes === undefined ? [] : [{ key: 'evidence.rss', params: { bytes: process.rssBytes } }]),
    ...(process.command ? [{ key: 'evidence.command', params: { command: process.command.slice(0, 200) } }] : []),
  ];
}

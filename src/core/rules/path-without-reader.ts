import { hostOf } from '../endpoints/endpoint-url.ts';
import { distinctProcesses } from '../endpoints/distinct-processes.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { ServerPath, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import { answeringServers } from '../join/answering-servers.ts';
import { pageUseOf } from '../join/page-use.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PathHistory } from '../ledger/server-history.ts';
import type { Settings } from '../settings.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { lingerOfPath, serverName, tooLongSince } from './server-finding.ts';

/**
 * A camera is still pulled, or pushed, though nobody reads it any more. A `leak` where the server is set up to close it after a
 * time that is known, and has not. A `suspect` where it does not say how it is set up, but the source was started when this page asked for the camera and goes on
 * after the page has left it. A source that is always on is none of both. Where the FFmpeg behind it is known, that is told instead.
 */
export const pathWithoutReader: Rule = {
  code: 'path-without-reader',
  check(ledger, settings) {
    const processes = distinctProcesses(ledger.servers.values()).map(({ server, process }) => `${hostOf(server.endpoint)} ${process.camera}`);
    const seen = new Set(processes);
    return answeringServers(ledger).flatMap((server) =>
      server.paths.flatMap((path): Finding[] => {
        const place = `${hostOf(server.endpoint)} ${path.name}`;
        if (seen.has(place)) return [];
        seen.add(place);
        const found = judge(ledger, settings, server, path);
        return found ? [found] : [];
      }),
    );
  },
};

function judge(ledger: Ledger, settings: Settings, server: ServerSnapshot, path: ServerPath): Finding | undefined {
  const history = ledger.serverHistory.get(server.endpoint)?.paths.get(path.name);
  if (!history) return undefined;
  const linger = lingerOfPath(server, path, settings);
  const certain = path.onDemand === true && linger.known;
  const since = tooLongSince(history.idle, server, ledger, settings, linger.ms, () => pageUseOf(ledger, path.name).until);
  if (since === undefined || !(certain || leftBehind(ledger, path, history))) return undefined;
  const id = serverObjectId({ kind: 'path', endpoint: server.endpoint, id: path.name });
  return {
    key: `path-without-reader ${id}`,
    code: 'path-without-reader',
    severity: certain ? 'error' : 'warning',
    verdict: certain ? 'leak' : 'suspect',
    subject: { kind: 'path', id },
    since,
    message: {
      key: `path-without-reader.${certain ? 'on-demand' : 'left'}`,
      params: { server: serverName(server), camera: path.name, sinceMs: since, closeAfterMs: linger.ms },
    },
    evidence: [
      ...(path.sourceType ? [{ key: 'evidence.source-type', params: { type: path.sourceType } }] : []),
      ...(path.publisher ? [{ key: 'evidence.publisher', params: { publisher: path.publisher } }] : []),
      ...(path.bytesReceived === undefined ? [] : [{ key: 'evidence.server-received', params: { bytes: path.bytesReceived } }]),
    ],
    related: [],
    fixes: [],
  };
}

/** Started for this page, and left by it. A source that the server itself pulls all the time may only have been away for a moment. */
function leftBehind(ledger: Ledger, path: ServerPath, { openedAt }: PathHistory): boolean {
  const alwaysPulled = path.onDemand === false && (path.sourceType ?? '').endsWith('Source');
  return !alwaysPulled && openedAt !== undefined && pageUseOf(ledger, path.name).startedNear(openedAt);
}

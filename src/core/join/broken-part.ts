import type { Ledger } from '../ledger/ledger.ts';
import type { Message } from '../rules/finding.ts';
import type { Chain, ChainPart } from './chain.ts';
import type { Parts } from './chains.ts';

/** A look that was under way while something changed may not show it yet. */
const SETTLE_MS = 3_000;

/**
 * Where a chain is broken. It is a description and no accusation: what is broken may be on its way out, as an FFmpeg that lingers; whether
 * it is a leak is for the rules to say.
 */
export function brokenPart(ledger: Ledger, parts: Parts): Chain['broken'] {
  const { peer, session, serverSession, path, process } = parts;
  const broken = (at: ChainPart, why: string, params: Message['params'] = {}) => ({ at, why: { key: `chain.why.${why}`, params } });
  if (serverSession) {
    if (peer?.endedAt !== undefined) return broken('peer', peer.endedBy === 'browser' ? 'page-gone' : 'peer-closed', { sinceMs: peer.endedAt });
    if (session?.endedAt !== undefined) return broken('session', 'deleted', { sinceMs: session.endedAt });
    if (path && !path.value.ready && !isFresh(ledger, parts)) return broken('path', 'path-not-ready');
    if (path && !process && path.server.tells.includes('processes')) return broken('process', 'no-process');
    return undefined;
  }
  if (session) return isUnknownToItsServer(ledger, parts) ? broken('serverSession', 'session-ended') : undefined;
  const unwatched = path ? path.value.readers === 0 && path.value.onDemand !== false : process?.value.viewers === 0;
  return unwatched ? broken('serverSession', process ? 'process-unwatched' : 'path-unwatched') : undefined;
}

/** The server lists its sessions, knows the camera, and was asked well after the session was made: and does not have it. */
function isUnknownToItsServer(ledger: Ledger, parts: Parts): boolean {
  return Boolean(parts.session?.props.serverId && parts.path?.server.tells.includes('sessions')) && !isFresh(ledger, parts);
}

/** Whether the last look at the path's server was begun about when the session was made. Each list of a look is of another moment. */
function isFresh(ledger: Ledger, { session, serverSession, path }: Parts): boolean {
  const made = session?.createdAt ?? serverSession?.value.createdAt ?? 0;
  return (ledger.servers.get(path?.server.endpoint ?? '')?.at ?? 0) - made <= SETTLE_MS;
}

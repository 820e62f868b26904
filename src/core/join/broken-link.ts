import type { Ledger } from '../ledger/ledger.ts';
import type { Message } from '../rules/finding.ts';
import type { Chain, ChainLink } from './chain.ts';

export interface BrokenLink {
  readonly link: ChainLink;
  readonly message: Message;
}

/** A look that was under way while something changed may not show it yet. */
const SETTLE_MS = 3_000;

/**
 * Where a chain is broken. It is a description and no accusation: what is broken may be on its way out, as an FFmpeg that lingers; whether
 * it is a leak is for the rules to say.
 */
export function brokenLink(ledger: Ledger, chain: Omit<Chain, 'key'>): BrokenLink | undefined {
  const { peer, whep, session, path, process } = chain;
  const broken = (link: ChainLink, why: string, params: Message['params'] = {}): BrokenLink => ({ link, message: { key: `chain.${why}`, params } });
  if (session && (peer ?? whep)) {
    if (peer?.collectedAt !== undefined) return broken('peer', 'peer-collected');
    if (peer?.endedAt !== undefined) return broken('peer', 'peer-closed', { sinceMs: peer.endedAt });
    if (whep?.endedAt !== undefined) return broken('whep', 'deleted', { sinceMs: whep.endedAt });
  }
  if (whep && !session && isUnknownToItsServer(ledger, chain)) return broken('session', 'session-ended', { endpoint: path?.server.endpoint ?? '' });
  if (session && path && !path.value.ready) return broken('path', 'path-not-ready');
  if (session && path && !process && path.server.tells.includes('processes')) return broken('process', 'no-process');
  if (!session && !whep && path && path.value.readers === 0 && path.value.onDemand !== false) {
    return broken('session', process ? 'process-unwatched' : 'path-unwatched');
  }
  if (!session && !whep && !path && process?.value.viewers === 0) return broken('session', 'process-unwatched');
  return undefined;
}

/** The server lists its sessions, knows the camera, and was asked well after the session was made: and does not have it. */
function isUnknownToItsServer(ledger: Ledger, { whep, path }: Omit<Chain, 'key'>): boolean {
  if (!whep?.props.serverId || !path?.server.tells.includes('sessions')) return false;
  return (ledger.servers.get(path.server.endpoint)?.at ?? 0) - whep.createdAt > SETTLE_MS;
}

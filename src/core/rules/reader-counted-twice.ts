import { groupBy } from '../group-by.ts';
import { joinSessions, type SessionJoin } from '../join/join-sessions.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { shortId } from '../ledger/queries.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, marginMs, serverFix, serverName } from './server-finding.ts';

/**
 * One open connection of this page has several sessions at the server, as after an offer that was POSTed again because its answer came late.
 * Certain (`leak`) where the ids prove it; a `suspect` where two sessions have one and the same address of the browser.
 */
export const readerCountedTwice: Rule = {
  code: 'reader-counted-twice',
  check(ledger, settings) {
    const joins = joinSessions(ledger);
    const perCamera = groupBy(joins, ({ server, session }) => `${server.endpoint} ${session.path}`);
    return joins.flatMap((join): Finding[] => {
      const newer = newerSession(ledger, join, perCamera.get(`${join.server.endpoint} ${join.session.path}`) ?? []);
      if (!newer || askedAt(ledger, join.server) - newer.since <= marginMs(settings)) return [];
      const { server, session } = join;
      const object = { kind: 'server-session', endpoint: server.endpoint, id: session.id } as const;
      const source = join.whep?.stack[0];
      return [
        {
          key: `reader-counted-twice ${serverObjectId(object)}`,
          code: 'reader-counted-twice',
          severity: newer.certain ? 'error' : 'warning',
          verdict: newer.certain ? 'leak' : 'suspect',
          subject: { kind: 'server-session', id: serverObjectId(object) },
          since: newer.since,
          ...(source ? { source } : {}),
          message: {
            key: 'reader-counted-twice',
            params: { server: serverName(server), camera: session.path, peer: newer.peer, sinceMs: newer.since },
          },
          evidence: [{ key: newer.certain ? 'evidence.joined-by-id' : 'evidence.same-candidate', params: { id: session.id, candidate: session.remoteCandidate ?? '' } }],
          related: [{ role: 'newer-session', id: serverObjectId({ ...object, id: newer.id }) }],
          fixes: serverFix(server, object),
        },
      ];
    });
  },
};

interface Newer {
  readonly id: string;
  readonly peer: string;
  readonly since: number;
  readonly certain: boolean;
}

/** Another session of the same open connection, made later. @param joins all sessions of the same camera at the same server */
function newerSession(ledger: Ledger, join: SessionJoin, joins: readonly SessionJoin[]): Newer | undefined {
  for (const other of joins) {
    const peer = other.peer;
    if (other === join || !peer || peer.endedAt !== undefined) continue;
    const certain = join.how === 'exact' && other.how === 'exact' && join.peer === peer;
    const candidate = addressOf(join);
    const sameAddress = candidate !== undefined && candidate === addressOf(other) && (join.peer === undefined || join.peer === peer);
    const since = firstSeen(ledger, other);
    if ((certain || sameAddress) && since !== undefined && isOlder(ledger, join, other)) return { id: other.session.id, peer: shortId(peer.id), since, certain };
  }
  return undefined;
}

function isOlder(ledger: Ledger, join: SessionJoin, other: SessionJoin): boolean {
  if (join.whep && other.whep) return join.whep.createdAt < other.whep.createdAt;
  const [mine, theirs] = [join.session.createdAt, other.session.createdAt];
  // Both times are of one clock, the server's.
  if (mine !== undefined && theirs !== undefined && mine !== theirs) return mine < theirs;
  return (firstSeen(ledger, join) ?? 0) < (firstSeen(ledger, other) ?? 0);
}

function firstSeen(ledger: Ledger, { server, session }: SessionJoin): number | undefined {
  return ledger.serverHistory.get(server.endpoint)?.sessions.get(session.id)?.firstSeenAt;
}

/** `protocol/address/port` of the browser: the candidate's type may change while it stays the same. */
function addressOf({ session }: SessionJoin): string | undefined {
  return session.remoteCandidate?.split('/').slice(1).join('/') || undefined;
}

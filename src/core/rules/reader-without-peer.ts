import { joinSessions, type SessionJoin } from '../join/join-sessions.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { live, sources } from '../ledger/queries.ts';
import type { Settings } from '../settings.ts';
import type { Finding, Message } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, ICE_GIVES_UP_MS, serverFix, serverName } from './server-finding.ts';

/**
 * A server has a viewer to whom no connection belongs any more, and no id proves whose it was. Other people may use the server, so only two
 * cases are told, both as a `suspect`: port, camera and time fit a connection of this page that is closed; or the user said that nobody
 * but this page uses the server, and the page has no such connection.
 */
export const readerWithoutPeer: Rule = {
  code: 'reader-without-peer',
  check(ledger, settings) {
    const joins = joinSessions(ledger);
    return joins.flatMap((join): Finding[] => {
      const lost = lostReader(ledger, settings, join, joins);
      if (!lost || askedAt(ledger, join.server) - lost.since <= ICE_GIVES_UP_MS) return [];
      const { server, session } = join;
      const object = { kind: 'server-session', endpoint: server.endpoint, id: session.id } as const;
      const source = (join.peer ?? join.whep)?.stack[0];
      return [
        {
          key: `reader-without-peer ${serverObjectId(object)}`,
          code: 'reader-without-peer',
          severity: 'warning',
          verdict: 'suspect',
          subject: { kind: 'server-session', id: serverObjectId(object) },
          since: lost.since,
          ...(source ? { source } : {}),
          message: { key: `reader-without-peer.${lost.why}`, params: { server: serverName(server), camera: session.path, sinceMs: lost.since } },
          evidence: evidenceOf(join),
          related: join.peer ? [{ role: 'served', id: join.peer.id }] : [],
          fixes: serverFix(server, object),
        },
      ];
    });
  },
};

interface Lost {
  readonly since: number;
  readonly why: 'closed' | 'unknown';
}

function lostReader(ledger: Ledger, settings: Settings, join: SessionJoin, joins: readonly SessionJoin[]): Lost | undefined {
  if (join.how === 'address-time') {
    const ended = join.peer ? join.peer.endedAt : join.whep?.endedAt;
    return ended === undefined ? undefined : { since: ended, why: 'closed' };
  }
  const setting = settings.endpoints.find(({ url }) => url === join.server.endpoint);
  if (join.how === 'exact' || !setting?.onlyThisPage || mayBeThePages(ledger, joins)) return undefined;
  const history = ledger.serverHistory.get(join.server.endpoint);
  const since = history?.sessions.get(join.session.id)?.firstSeenAt;
  const watchedSince = Math.min(...[...ledger.documents.values()].map((d) => d.startedAt));
  // What was there before the page was watched may well be the page's.
  if (since === undefined || since === history?.since || since <= watchedSince) return undefined;
  return { since, why: 'unknown' };
}

/** An open connection that is joined with nothing: the session in question may be its own. */
function mayBeThePages(ledger: Ledger, joins: readonly SessionJoin[]): boolean {
  const joined = new Set(joins.map(({ peer }) => peer));
  return live(ledger, 'peer').some((peer) => !joined.has(peer) && !sources(ledger, peer.id, 'serves', 'session', true).some((whep) => whep.props.serverId));
}

function evidenceOf({ session, how }: SessionJoin): Message[] {
  return [
    ...(how ? [{ key: 'evidence.joined-by-address', params: { candidate: session.remoteCandidate ?? session.path } }] : []),
    ...(session.bytesSent === undefined ? [] : [{ key: 'evidence.server-sent', params: { bytes: session.bytesSent } }]),
    ...(session.userAgent ? [{ key: 'evidence.user-agent', params: { userAgent: session.userAgent.slice(0, 120) } }] : []),
  ];
}

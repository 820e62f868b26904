import { joinSessions, type SessionJoin } from '../join/join-sessions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { shortId } from '../ledger/queries.ts';
import type { Finding, Message } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, ICE_GIVES_UP_MS, marginMs, serverFix, serverName } from './server-finding.ts';

/**
 * A server still serves a session that is over in the browser: its connection was closed or went with its page, or it was deleted.
 * Joined by the session's id, so it is this page's for certain. A `suspect` for as long as the server may still notice by itself, a `leak`
 * after that. It is told of the page's own session, so that a session without DELETE is not told twice.
 */
export const sessionNotDeletedOnServer: Rule = {
  code: 'session-not-deleted-on-server',
  check: (ledger, settings) =>
    joinSessions(ledger).flatMap((join): Finding[] => {
      const over = howItEnded(join);
      if (join.how !== 'exact' || !join.whep || !over) return [];
      const servedMs = askedAt(ledger, join.server) - over.at;
      if (servedMs <= marginMs(settings)) return [];
      const certain = servedMs > ICE_GIVES_UP_MS;
      const { whep, peer, server, session } = join;
      const source = (peer ?? whep).stack[0];
      const documentGone = ledger.documents.get(whep.document)?.endedAt !== undefined;
      return [
        {
          key: `session-not-deleted-on-server ${whep.id}`,
          code: 'session-not-deleted-on-server',
          severity: certain ? 'error' : 'warning',
          verdict: certain ? 'leak' : 'suspect',
          subject: { kind: 'session', id: whep.id },
          since: over.at,
          ...(source ? { source } : {}),
          message: {
            key: `session-not-deleted-on-server.${over.why}`,
            params: { server: serverName(server), camera: session.path, peer: peer ? shortId(peer.id) : '', sinceMs: over.at },
          },
          evidence: evidenceOf(ledger, join),
          related: peer ? [{ role: 'served', id: peer.id }] : [],
          fixes: serverFix(server, { kind: 'server-session', endpoint: server.endpoint, id: session.id }, documentGone ? [] : [whep.id]),
        },
      ];
    }),
};

function howItEnded({ whep, peer }: SessionJoin): { readonly at: number; readonly why: 'deleted' | 'closed' | 'page-gone' } | undefined {
  if (whep?.endedAt !== undefined && whep.endedBy !== 'browser') return { at: whep.endedAt, why: 'deleted' };
  const ended = peer ? peer.endedAt : whep?.endedAt;
  if (ended === undefined) return undefined;
  return { at: ended, why: (peer ?? whep)?.endedBy === 'browser' ? 'page-gone' : 'closed' };
}

function evidenceOf(ledger: Ledger, { whep, session, server }: SessionJoin): Message[] {
  const seen = ledger.serverHistory.get(server.endpoint)?.sessions.get(session.id)?.firstSeenAt;
  return [
    { key: 'evidence.joined-by-id', params: { id: session.id } },
    ...(whep?.props.deleteStatus === undefined ? [] : [{ key: 'evidence.delete-status', params: { status: whep.props.deleteStatus } }]),
    ...(session.bytesSent === undefined ? [] : [{ key: 'evidence.server-sent', params: { bytes: session.bytesSent } }]),
    ...(seen === undefined ? [] : [{ key: 'evidence.server-seen', params: { sinceMs: seen } }]),
  ];
}

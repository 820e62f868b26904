import { isNoticedByServer } from '../join/noticed-by-server.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/**
 * The connection was closed and the page did not send the DELETE that ends the session (WHEP, section 4.2). Some servers notice the closed
 * connection, others keep the reader until a time-out; the page cannot know, hence a `suspect`, and a note where the server is seen to have
 * noticed. One that is seen to serve it on has a rule of its own.
 */
export const whepNotDeleted: Rule = {
  code: 'whep-not-deleted',
  check: (ledger, settings, now) =>
    [...ledger.byKind.session.values()].flatMap((session) => {
      const { status = 0, location, deleteStatus, camera } = session.props;
      const document = ledger.documents.get(session.document);
      if (status < 200 || status > 299 || location === undefined || deleteStatus !== undefined || session.endedAt !== undefined) return [];
      if (document?.endedAt !== undefined || document?.cached) return [];
      const [peer] = targets(ledger, session.id, 'serves', 'peer', true);
      if (peer?.endedAt === undefined || now - peer.endedAt < settings.graceMs) return [];
      const noticed = isNoticedByServer(ledger, session, peer.endedAt);
      return [
        pageFinding({
          code: 'whep-not-deleted',
          subject: session,
          severity: noticed ? 'info' : 'warning',
          verdict: 'suspect',
          ...(noticed ? { variant: 'noticed' } : {}),
          since: peer.endedAt,
          params: { camera },
          related: [{ role: 'served', id: peer.id }],
        }),
      ];
    }),
};

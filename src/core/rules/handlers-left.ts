import { retained } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** Closed, with its handlers still set: what they refer to is kept for as long as the connection is. A note, since it goes with the connection. */
export const handlersLeft: Rule = {
  code: 'handlers-left',
  check: (ledger, settings, now) =>
    retained(ledger, 'peer').flatMap((peer) => {
      const { handlers } = peer.props;
      if (handlers.length === 0 || peer.endedAt === undefined || now - peer.endedAt < settings.graceMs) return [];
      return [
        pageFinding({
          code: 'handlers-left',
          subject: peer,
          severity: 'info',
          verdict: 'suspect',
          since: peer.endedAt,
          params: { names: handlers.join(', ') },
        }),
      ];
    }),
};

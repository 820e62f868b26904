import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A library may ask once or twice for a summary. */
const MANY = 5;

/** The page asks a closed connection for its statistics again and again: a poller was not stopped. `getStats()` does not fail then, so nobody notices. */
export const statsAfterClose: Rule = {
  code: 'stats-after-close',
  check: (ledger) =>
    [...ledger.byKind.peer.values()].flatMap((peer) => {
      const times = peer.props.statsAfterClose ?? 0;
      if (times < MANY || peer.endedAt === undefined || ledger.documents.get(peer.document)?.endedAt !== undefined) return [];
      return [
        pageFinding({
          code: 'stats-after-close',
          subject: peer,
          severity: 'warning',
          verdict: 'leak',
          since: peer.endedAt,
          params: { count: times },
          targets: [],
        }),
      ];
    }),
};

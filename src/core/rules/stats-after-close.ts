import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A library may ask for a summary, of each track by itself. */
const MANY = 5;
const FACTOR = 2;

/**
 * The page asks a closed connection for its statistics again and again: a poller was not stopped. `getStats()` does not fail then, so nobody
 * notices. Certain, for a closed connection has nothing new to tell; silent when the asking was done with soon after the end.
 */
export const statsAfterClose: Rule = {
  code: 'stats-after-close',
  check: (ledger, settings, now) =>
    [...ledger.byKind.peer.values()].flatMap((peer) => {
      const { statsAfterClose: times = 0 } = peer.props;
      if (times < MANY || peer.endedAt === undefined || ledger.documents.get(peer.document)?.endedAt !== undefined) return [];
      const lasted = peer.changedAt - peer.endedAt;
      const pause = lasted / times;
      if (lasted < settings.graceMs * FACTOR || now - peer.changedAt > Math.max(settings.graceMs, pause * 3)) return [];
      return [
        pageFinding({
          code: 'stats-after-close',
          subject: peer,
          severity: 'error',
          verdict: 'leak',
          since: peer.endedAt,
          params: { count: times },
          targets: [],
        }),
      ];
    }),
};

import { liveInPage } from '../ledger/in-page.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const MANY = 8;

/**
 * Every renegotiation adds sections that nothing uses any more: the description grows, and with it the time of each negotiation. Sections that
 * were there when it was connected are kept ready for somebody, and those that the other side asked for are not the page's.
 */
export const transceiversPileUp: Rule = {
  code: 'transceivers-pile-up',
  check: (ledger) =>
    liveInPage(ledger, 'peer').flatMap((peer) => {
      const { transceivers, idleTransceivers = 0, addedTransceivers: added = 0 } = peer.props;
      if (idleTransceivers < MANY || added < MANY || idleTransceivers * 2 < transceivers) return [];
      return [
        pageFinding({
          code: 'transceivers-pile-up',
          subject: peer,
          severity: 'warning',
          verdict: 'suspect',
          since: peer.changedAt,
          params: { idle: idleTransceivers, count: transceivers },
          evidence: [{ key: 'evidence.added-transceivers', params: { count: added } }],
          targets: [],
        }),
      ];
    }),
};

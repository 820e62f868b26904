import { retained } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** The engine tells of collected objects some time after the collection. */
const SETTLE_MS = 1_000;

/**
 * Closed, and still there after a full collection: something in the page refers to it. A library may well keep a closed connection, so this is
 * a note; it matters when there are many, since Chromium counts them towards its limit of 500.
 */
export const peerRetained: Rule = {
  code: 'peer-retained',
  check(ledger, _settings, now) {
    const collection = ledger.moments.findLast((moment) => moment.name === 'gc');
    if (!collection || now - collection.at < SETTLE_MS) return [];
    return retained(ledger, 'peer')
      .filter((peer) => (peer.endedAt ?? Infinity) < collection.at)
      .map((peer) =>
        pageFinding({
          code: 'peer-retained',
          subject: peer,
          severity: 'info',
          verdict: 'suspect',
          since: peer.endedAt ?? now,
          evidence: [
            ...(peer.props.handlers.length ? [{ key: 'evidence.handlers', params: { names: peer.props.handlers.join(', ') } }] : []),
            ...(peer.props.registry ? [{ key: 'evidence.registry', params: { registry: peer.props.registry } }] : []),
          ],
        }),
      );
  },
};

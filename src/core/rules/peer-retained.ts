import type { Entity, Ledger } from '../ledger/ledger.ts';
import { retained } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** The engine tells of collected objects some time after the collection. */
const SETTLE_MS = 1_000;

/**
 * Closed, and still there after a full collection: something in the page refers to it. Either the user asked for the collection, or the
 * engine ran one of its own, as a connection that was closed later and is collected shows. A library may well keep a closed connection, so
 * this is a note; it matters when there are many, since Chromium counts them towards its limit of 500.
 */
export const peerRetained: Rule = {
  code: 'peer-retained',
  check(ledger, _settings, now) {
    const collectedAt = lastCollection(ledger);
    if (now - collectedAt < SETTLE_MS) return [];
    const survivors = retained(ledger, 'peer').filter((peer) => (peer.endedAt ?? Infinity) < collectedAt && survived(ledger, peer, collectedAt));
    return survivors.map((peer) =>
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

function lastCollection(ledger: Ledger): number {
  const asked = ledger.moments.findLast((moment) => moment.name === 'gc')?.at ?? 0;
  return Math.max(asked, ...[...ledger.byKind.peer.values()].map((peer) => peer.collectedAt ?? 0));
}

/** A collection by the engine's own wish may have been a small one: only what is older than something collected has surely been looked at. */
function survived(ledger: Ledger, peer: Entity<'peer'>, collectedAt: number): boolean {
  if (ledger.moments.some((moment) => moment.name === 'gc' && moment.at > (peer.endedAt ?? Infinity))) return true;
  return [...ledger.byKind.peer.values()].some((other) => other.collectedAt === collectedAt && (other.endedAt ?? 0) > (peer.endedAt ?? Infinity) && other.document === peer.document);
}

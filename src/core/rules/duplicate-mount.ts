import type { Entity, Ledger } from '../ledger/ledger.ts';
import { byLine } from '../ledger/line.ts';
import { elementsOf, isInUse, isOnHold, peerUse, type PeerUse } from '../ledger/peer-use.ts';
import { cameraOf, shortId } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';

/** A framework in strict mode mounts, unmounts and mounts again within one task. */
const AT_ONCE_MS = 50;
/** A pool or a grid is filled within this time. */
const TOGETHER_MS = 1_000;

/**
 * The same line made two connections at once, and one of them is of no use while the other is: an effect ran twice and did not clean
 * up. More than two are a pool or a grid.
 */
export const duplicateMount: Rule = {
  code: 'duplicate-mount',
  check: (ledger, settings, now) =>
    [...byLine(ledger.byKind.peer.values()).values()].flatMap((peers) =>
      pairsOf(peers).flatMap((pair) => {
        const [one, two] = pair;
        if (now - two.createdAt < settings.graceMs || pair.some((peer) => peer.endedAt !== undefined || ledger.documents.get(peer.document)?.cached)) return [];
        // Whichever came up last is on show.
        const [left, used] = peerUse(ledger, two).isPlayed ? [one, two] : [two, one];
        const [use, other] = [peerUse(ledger, left), peerUse(ledger, used)];
        if (isInUse(use) || isOnHold(left, use) || !other.isPlayed || isAnother(ledger, left, use, used, other)) return [];
        return [
          pageFinding({
            code: 'duplicate-mount',
            subject: left,
            severity: 'warning',
            verdict: 'suspect',
            since: two.createdAt,
            params: { camera: cameraOf(ledger, left) ?? '', by: shortId(used.id) },
            evidence: peerEvidence(left, use),
            related: [{ role: 'twin', id: used.id }],
          }),
        ];
      }),
    ),
};

/** Two of a line that were made at once, and no third near them. */
function pairsOf(peers: readonly Entity<'peer'>[]): (readonly [Entity<'peer'>, Entity<'peer'>])[] {
  return peers.flatMap((one, i) => {
    const two = peers[i + 1];
    if (!two || two.createdAt - one.createdAt > AT_ONCE_MS) return [];
    const isAlone = [peers[i - 1], peers[i + 2]].every((third) => !third || Math.abs(third.createdAt - one.createdAt) >= TOGETHER_MS);
    return isAlone ? [[one, two] as const] : [];
  });
}

/** Two cameras, or two places in the page: a small grid. */
function isAnother(ledger: Ledger, peer: Entity<'peer'>, use: PeerUse, twin: Entity<'peer'>, twinUse: PeerUse): boolean {
  const places = new Set(elementsOf(twinUse));
  const own = elementsOf(use);
  return cameraOf(ledger, peer) !== cameraOf(ledger, twin) || (own.length > 0 && !own.some((element) => places.has(element)));
}

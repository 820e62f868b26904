import { byLine } from '../ledger/line.ts';
import { isInUse, isOnHold, peerUse } from '../ledger/peer-use.ts';
import { cameraOf, shortId } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';

/** A framework in strict mode mounts, unmounts and mounts again within one task. */
const AT_ONCE_MS = 50;
/** A pool or a grid is filled within this time. */
const TOGETHER_MS = 1_000;

/**
 * The same line made two connections at once, and the first of them is of no use while the second is: an effect ran twice and did not clean
 * up. More than two are a pool or a grid.
 */
export const duplicateMount: Rule = {
  code: 'duplicate-mount',
  check(ledger, settings, now) {
    const lines = byLine(ledger.byKind.peer.values());
    return [...lines.values()].flatMap((peers) =>
      peers.flatMap((peer, i) => {
        if (peer.endedAt !== undefined || ledger.documents.get(peer.document)?.cached) return [];
        const twin = peers[i + 1];
        const near = peers.filter((other) => Math.abs(other.createdAt - peer.createdAt) < TOGETHER_MS);
        if (!twin || near.length > 2 || twin.createdAt - peer.createdAt > AT_ONCE_MS || now - twin.createdAt < settings.graceMs) return [];
        const use = peerUse(ledger, peer);
        if (isInUse(use) || isOnHold(peer, use) || !peerUse(ledger, twin).isPlayed) return [];
        return [
          pageFinding({
            code: 'duplicate-mount',
            subject: peer,
            severity: 'warning',
            verdict: 'suspect',
            since: twin.createdAt,
            params: { camera: cameraOf(ledger, peer) ?? '', by: shortId(twin.id) },
            evidence: peerEvidence(peer, use),
            related: [{ role: 'twin', id: twin.id }],
          }),
        ];
      }),
    );
  },
};

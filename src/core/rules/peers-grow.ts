import { liveInPage } from '../ledger/in-page.ts';
import { byLine, oneByOne } from '../ledger/line.ts';
import { isInUse, isOnHold, peerUse } from '../ledger/peer-use.ts';
import { poolingLines } from '../ledger/pools.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';

const MANY = 4;
const APART_MS = 1_000;

/**
 * One line makes connection after connection, and those before the newest are open without any use: what they receive goes nowhere, they
 * send nothing and have no channel. The last resort, for pages that show pictures in ways that no other rule can follow. A pool is filled
 * at once; these were made one by one.
 */
export const peersGrow: Rule = {
  code: 'peers-grow',
  check(ledger, settings, now) {
    const pools = poolingLines(ledger);
    const useless = liveInPage(ledger, 'peer').filter((peer) => {
      const use = peerUse(ledger, peer);
      return use.received.length > 0 && !isInUse(use) && !isOnHold(peer, use);
    });
    return [...byLine(useless)].flatMap(([line, peers]) => {
      if (peers.length < MANY || pools.has(line) || !oneByOne(peers, APART_MS)) return [];
      return peers.slice(0, -1).flatMap((peer, i) => {
        const since = peers[i + 1]?.createdAt ?? now;
        if (now - since < settings.graceMs) return [];
        return [
          pageFinding({
            code: 'peers-grow',
            subject: peer,
            severity: 'warning',
            verdict: 'suspect',
            since,
            params: { count: peers.length },
            evidence: peerEvidence(peer, peerUse(ledger, peer)),
          }),
        ];
      });
    });
  },
};

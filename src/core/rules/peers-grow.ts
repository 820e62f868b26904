import { isTrackInUse, openChannels } from '../ledger/in-use.ts';
import { liveInPage, sameSite } from '../ledger/in-page.ts';
import type { Entity } from '../ledger/ledger.ts';
import { tracksOf } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
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
    const useless = liveInPage(ledger, 'peer').filter((peer) => {
      const received = tracksOf(ledger, peer.id, 'receives');
      const sends = tracksOf(ledger, peer.id, 'sends').some((track) => track.endedAt === undefined);
      return received.length > 0 && !sends && !openChannels(ledger, peer).length && !received.some((track) => isTrackInUse(ledger, track));
    });
    const firstOfLine = useless.filter((peer, i) => peer.stack.length > 0 && !useless.slice(0, i).some((earlier) => sameSite(earlier, peer)));
    return firstOfLine.flatMap((first) => {
      const peers = useless.filter((peer) => sameSite(peer, first));
      if (peers.length < MANY || !oneByOne(peers)) return [];
      return peers.slice(0, -1).flatMap((peer, i) => {
        const since = peers[i + 1]?.createdAt ?? now;
        if (now - since < settings.graceMs) return [];
        return [
          pageFinding({ code: 'peers-grow', subject: peer, severity: 'warning', verdict: 'suspect', since, params: { count: peers.length } }),
        ];
      });
    });
  },
};

function oneByOne(peers: readonly Entity<'peer'>[]): boolean {
  return peers.every((peer, i) => i === 0 || peer.createdAt - (peers[i - 1]?.createdAt ?? 0) > APART_MS);
}

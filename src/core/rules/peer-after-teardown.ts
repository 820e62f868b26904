import type { Entity, Ledger } from '../ledger/ledger.ts';
import { byLine } from '../ledger/line.ts';
import { elementsOf, isInUse, isOnHold, peerUse } from '../ledger/peer-use.ts';
import { shortId, tracksOf } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';

const MANY = 3;
const WITHIN_MS = 120_000;

/**
 * Connections are made by a line whose players are all gone: a retry timer outlived its player. One that came up is told by itself; of those
 * that did not, the newest, where they are many and the page has no media element left in which one could play.
 */
export const peerAfterTeardown: Rule = {
  code: 'peer-after-teardown',
  check(ledger, settings, now) {
    const peers = [...ledger.byKind.peer.values()].filter((peer) => {
      const document = ledger.documents.get(peer.document);
      return document?.endedAt === undefined && !document?.cached;
    });
    return [...byLine(peers).values()].flatMap((line) => {
      const goneAt = playersGoneAt(ledger, line) ?? documentPlayersGoneAt(ledger, line);
      if (goneAt === undefined) return [];
      const after = line.filter((peer) => peer.createdAt > goneAt && !isPlaying(ledger, peer));
      const cameUp = after.filter((peer) => peer.endedAt === undefined && tracksOf(ledger, peer.id, 'receives').length > 0 && !isOnHold(peer, peerUse(ledger, peer)));
      const [tried] = after.slice(-1);
      const tries = after.filter((peer) => peer.createdAt > now - WITHIN_MS && tracksOf(ledger, peer.id, 'receives').length === 0);
      const noPlayer = tried && ledger.documents.get(tried.document)?.players === 0;
      return [
        ...cameUp.filter((peer) => now - peer.createdAt >= settings.graceMs * 2).map((peer) => finding(ledger, peer, 'connected', goneAt, 1)),
        ...(noPlayer && tries.length >= MANY && tries.includes(tried) ? [finding(ledger, tried, 'tries', goneAt, tries.length)] : []),
      ];
    });
  },
};

function finding(ledger: Ledger, peer: Entity<'peer'>, variant: string, since: number, count: number) {
  const use = peerUse(ledger, peer);
  return pageFinding({
    code: 'peer-after-teardown',
    subject: peer,
    severity: 'warning',
    verdict: 'suspect',
    since,
    variant,
    params: { peer: shortId(peer.id), count },
    evidence: peerEvidence(peer, use),
  });
}

function isPlaying(ledger: Ledger, peer: Entity<'peer'>): boolean {
  return peer.endedAt === undefined && isInUse(peerUse(ledger, peer));
}

/** Where none of them ever came to play: when the page's last media element was taken out, if the line was at work before. */
function documentPlayersGoneAt(ledger: Ledger, line: readonly Entity<'peer'>[]): number | undefined {
  const [first] = line;
  const document = first && ledger.documents.get(first.document);
  if (!first || document?.players !== 0 || document.playerGoneAt === undefined || document.playerGoneAt < first.createdAt) return undefined;
  return line.every((peer) => elementsOf(peerUse(ledger, peer)).length === 0) ? document.playerGoneAt : undefined;
}

/** When the last of the elements in which connections of the line had played was taken out of the document; undefined while one is there. */
function playersGoneAt(ledger: Ledger, line: readonly Entity<'peer'>[]): number | undefined {
  let last: number | undefined;
  // The newest first: where a player is left, it is in one that was used lately.
  for (const peer of line.toReversed()) {
    for (const { endedAt, props } of elementsOf(peerUse(ledger, peer))) {
      const gone = endedAt ?? (props.connected || !props.wasConnected ? undefined : props.removedAt);
      if (gone === undefined) return undefined;
      last = Math.max(last ?? 0, gone);
    }
  }
  return last;
}

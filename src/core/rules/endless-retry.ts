import { sameSite } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { tracksOf } from '../ledger/queries.ts';
import { showings } from '../ledger/showings.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const MANY = 4;
const WITHIN_MS = 120_000;

/**
 * New connections are made again and again by a line whose player is gone: a retry timer outlived it. Told of the newest one, and only where
 * an element that an earlier one played in was removed from the document, since a player that is still there retries rightly.
 */
export const endlessRetry: Rule = {
  code: 'endless-retry',
  check(ledger, _settings, now) {
    const recent = [...ledger.byKind.peer.values()].filter((p) => p.createdAt > now - WITHIN_MS && ledger.documents.get(p.document)?.endedAt === undefined);
    const newest = recent.filter((peer) => !recent.some((other) => other.createdAt > peer.createdAt && sameSite(other, peer)));
    return newest.flatMap((peer) => {
      const attempts = recent.filter((other) => sameSite(other, peer) && tracksOf(ledger, other.id, 'receives').length === 0);
      const removedAt = playerRemovedAt(ledger, peer);
      const after = attempts.filter((attempt) => removedAt !== undefined && attempt.createdAt > removedAt);
      if (removedAt === undefined || after.length < MANY) return [];
      return [
        pageFinding({
          code: 'endless-retry',
          subject: peer,
          severity: 'warning',
          verdict: 'suspect',
          since: removedAt,
          params: { count: after.length },
        }),
      ];
    });
  },
};

/** When the last element in which a connection of the same line had played was taken out of the document. */
function playerRemovedAt(ledger: Ledger, peer: Entity<'peer'>): number | undefined {
  const elements = [...ledger.byKind.peer.values()].filter((other) => sameSite(other, peer)).flatMap((other) => showings(ledger, other).map((s) => s.element));
  if (elements.length === 0) return undefined;
  const removed = elements.map((element) => element.collectedAt ?? (element.props.connected ? undefined : element.props.removedAt));
  return removed.some((at) => at === undefined) ? undefined : Math.max(...removed.map((at) => at ?? 0));
}

import type { Entity, Ledger, Link } from './ledger.ts';
import { isKind } from './is-kind.ts';
import { tracksOf } from './queries.ts';

/** A period in which an element had a stream with a track that the peer receives. Without `until` it still has. */
export interface Showing {
  readonly element: Entity<'element'>;
  readonly since: number;
  readonly until?: number;
}

/** When and where a peer's media was attached, oldest first. Follows both ways to change the picture: `srcObject` and the stream's tracks. */
export function showings(ledger: Ledger, peer: Entity<'peer'>): Showing[] {
  const found: Showing[] = [];
  for (const track of tracksOf(ledger, peer.id, 'receives')) {
    for (const has of incoming(ledger, track.id, 'has')) {
      for (const plays of incoming(ledger, has.from, 'plays')) {
        const element = ledger.entities.get(plays.from);
        const since = Math.max(has.since, plays.since);
        const until = Math.min(has.until ?? Infinity, plays.until ?? Infinity);
        if (!isKind(element, 'element') || until < since) continue;
        found.push({ element, since, ...(until === Infinity ? {} : { until }) });
      }
    }
  }
  return found.sort((a, b) => a.since - b.since);
}

function incoming(ledger: Ledger, id: string, rel: Link['rel']): Link[] {
  return (ledger.links.get(id) ?? []).filter((l) => l.to === id && l.rel === rel);
}

import { derived, derivedOf } from './derived.ts';
import { isKind } from './is-kind.ts';
import type { Entity, EntityId } from './ledger.ts';
import { tracksOf } from './queries.ts';
import { usesOf } from './uses.ts';

/** A period in which an element had something that the peer receives. Without `until` it still has. */
export interface Showing {
  readonly element: Entity<'element'>;
  readonly since: number;
  readonly until?: number;
}

/** When and where a peer's media was on show, oldest first, as itself or as a clone; by `srcObject` or by a change of the stream's tracks. */
export const showings = derivedOf((ledger, peer: Entity<'peer'>): readonly Showing[] =>
  tracksOf(ledger, peer.id, 'receives')
    .flatMap((track) => usesOf(ledger, track))
    .flatMap(({ user, ...period }) => (isKind(user, 'element') ? [{ element: user, ...period }] : []))
    .sort((a, b) => a.since - b.since),
);

export interface ShownPeer {
  readonly peer: Entity<'peer'>;
  readonly showing: Showing;
}

/** Older connections have told what they had to tell. */
const RECENT = 1_000;

/** What each element has shown, oldest first. */
export const showingsByElement = derived((ledger): ReadonlyMap<EntityId, readonly ShownPeer[]> => {
  const all = [...ledger.byKind.peer.values()].slice(-RECENT).flatMap((peer) => showings(ledger, peer).map((showing) => ({ peer, showing })));
  const elements = new Map<EntityId, ShownPeer[]>();
  for (const shown of all.sort((a, b) => a.showing.since - b.showing.since)) {
    const list = elements.get(shown.showing.element.id);
    if (list) list.push(shown);
    else elements.set(shown.showing.element.id, [shown]);
  }
  return elements;
});

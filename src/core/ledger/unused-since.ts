import { isTrackInUse } from './in-use.ts';
import { isKind } from './is-kind.ts';
import type { Entity, Ledger, Link } from './ledger.ts';

export interface Unused {
  readonly since: number;
  /** It was played, sent or held before; otherwise nothing ever used it. */
  readonly wasUsed: boolean;
}

/** Since when nothing in the page has a use for a live track; undefined while something has. */
export function unusedSince(ledger: Ledger, track: Entity<'track'>): Unused | undefined {
  if (track.endedAt !== undefined || isTrackInUse(ledger, track)) return undefined;
  const ends = usesOf(ledger, track).map((use) => Math.min(use.until ?? Infinity, userGoneAt(ledger, use)));
  const finite = ends.filter((end) => end !== Infinity);
  return { since: Math.max(track.createdAt, ...finite), wasUsed: finite.length > 0 };
}

/** Links by which a track is or was of use: sent, held, or in a stream that is played or held. */
function usesOf(ledger: Ledger, track: Entity<'track'>): Link[] {
  const incoming = (id: string): Link[] => (ledger.links.get(id) ?? []).filter((l) => l.to === id);
  const own = incoming(track.id);
  const direct = own.filter((l) => l.rel === 'sends' || l.rel === 'holds');
  const throughStreams = own
    .filter((l) => l.rel === 'has')
    .flatMap((has) => incoming(has.from).map((use) => (has.until === undefined ? use : { ...use, until: Math.min(has.until, use.until ?? Infinity) })));
  return [...direct, ...throughStreams];
}

/** A closed connection or a stopped recorder uses nothing any more, though the link was never undone. */
function userGoneAt(ledger: Ledger, use: Link): number {
  const user = ledger.entities.get(use.from);
  return isKind(user, 'peer') || isKind(user, 'holder') ? (user.endedAt ?? Infinity) : Infinity;
}

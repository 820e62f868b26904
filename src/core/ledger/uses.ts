import { elsewhere } from './elsewhere.ts';
import { goneAt } from './gone.ts';
import { isKind } from './is-kind.ts';
import type { Entity, Ledger, Link } from './ledger.ts';

export type User = Entity<'element'> | Entity<'holder'> | Entity<'peer'>;

/** Something in the page has, or had, a use for a track: an element plays it, a holder works on it, a connection sends it. */
export interface Use {
  readonly user: User;
  readonly since: number;
  /** Absent while it lasts. */
  readonly until?: number;
}

/** Every use of a track, in its streams, by its clones and in other documents too, oldest first. A video that was taken out of the document is no use. */
export function usesOf(ledger: Ledger, track: Entity<'track'>, seen = new Set<string>()): Use[] {
  if (seen.has(track.id)) return [];
  seen.add(track.id);
  const own = incoming(ledger, track.id);
  const direct = own.flatMap((link) => useOf(ledger, link, link.since, link.until));
  const inStreams = own
    .filter((has) => has.rel === 'has')
    .flatMap((has) => incoming(ledger, has.from).flatMap((use) => useOf(ledger, use, Math.max(has.since, use.since), earlier(has.until, use.until))));
  const byClones = own
    .filter((link) => link.rel === 'clone-of')
    .flatMap((link) => {
      const clone = ledger.entities.get(link.from);
      return isKind(clone, 'track') ? usesOf(ledger, clone, seen).map((use) => ended(use, clone.endedAt)) : [];
    });
  const inOtherDocuments = elsewhere(ledger, track).flatMap((same) => usesOf(ledger, same, seen));
  return [...direct, ...inStreams, ...byClones, ...inOtherDocuments].sort((a, b) => a.since - b.since);
}

/** The uses of a live track that last. */
export function currentUses(ledger: Ledger, track: Entity<'track'>): Use[] {
  return track.endedAt === undefined ? usesOf(ledger, track).filter((use) => use.until === undefined) : [];
}

export interface Unused {
  readonly since: number;
  /** It was played, sent or held before; otherwise nothing ever used it. */
  readonly wasUsed: boolean;
}

/** Since when nothing in the page has a use for a live track; undefined while something has. */
export function unusedSince(ledger: Ledger, track: Entity<'track'>): Unused | undefined {
  if (track.endedAt !== undefined) return undefined;
  const uses = usesOf(ledger, track);
  if (uses.some((use) => use.until === undefined)) return undefined;
  return { since: Math.max(track.createdAt, ...uses.map((use) => use.until ?? 0)), wasUsed: uses.length > 0 };
}

function useOf(ledger: Ledger, { from, rel }: Link, since: number, until: number | undefined): Use[] {
  const user = ledger.entities.get(from);
  const isUser = (rel === 'plays' && isKind(user, 'element')) || (rel === 'holds' && isKind(user, 'holder')) || (rel === 'sends' && isKind(user, 'peer'));
  if (!isUser) return [];
  // It may be given to a video that is out of the document already: that is a use without a length.
  const goneAt = userEndedAt(ledger, user);
  const end = earlier(until, goneAt === undefined ? undefined : Math.max(goneAt, since));
  return end !== undefined && end < since ? [] : [ended({ user, since }, end)];
}

/** When the user itself stopped to be one, though its link was never undone. */
function userEndedAt(ledger: Ledger, user: User): number | undefined {
  if (isKind(user, 'element')) return goneAt(ledger, user);
  // A recorder that waits to be started does nothing.
  if (isKind(user, 'holder') && (user.props.state === 'inactive' || user.props.state === 'closed')) return user.endedAt ?? user.changedAt;
  return user.endedAt;
}

function ended(use: Use, until: number | undefined): Use {
  const end = earlier(use.until, until);
  return end === undefined ? use : { ...use, until: end };
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function incoming(ledger: Ledger, id: string): Link[] {
  return (ledger.links.get(id) ?? []).filter((link) => link.to === id);
}

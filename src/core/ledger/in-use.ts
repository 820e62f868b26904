import type { Entity, Ledger } from './ledger.ts';
import { sources, targets } from './queries.ts';

/**
 * Whether something in the page still has a use for a live track: an element that has it, a holder, another connection that sends it on,
 * or a clone for which one of these holds. A detached element counts: it may well be playing sound.
 */
export function isTrackInUse(ledger: Ledger, track: Entity<'track'>, seen = new Set<string>()): boolean {
  if (track.endedAt !== undefined || seen.has(track.id)) return false;
  seen.add(track.id);
  const streams = sources(ledger, track.id, 'has', 'stream');
  return (
    streams.some((s) => sources(ledger, s.id, 'plays', 'element').length > 0) ||
    [track, ...streams].some((held) => sources(ledger, held.id, 'holds', 'holder').some(isBusy)) ||
    sources(ledger, track.id, 'sends', 'peer').some((p) => p.endedAt === undefined) ||
    sources(ledger, track.id, 'clone-of', 'track').some((clone) => isTrackInUse(ledger, clone, seen))
  );
}

/** Channels of a peer that are open or about to be. */
export function openChannels(ledger: Ledger, peer: Entity<'peer'>): Entity<'channel'>[] {
  return targets(ledger, peer.id, 'carries', 'channel').filter((c) => c.endedAt === undefined && c.props.readyState === 'open');
}

/** A holder that works: not over, not closed, and for a recorder not waiting to be started. */
export function isBusy(holder: Entity<'holder'>): boolean {
  return holder.endedAt === undefined && holder.props.state !== 'inactive' && holder.props.state !== 'closed';
}

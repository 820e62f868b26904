import type { Sample } from '../../../core/budget.ts';
import type { Entity, Ledger, Moment } from '../../../core/ledger/ledger.ts';

/** The newest sample that is not after the instant; the oldest one if there is none. */
export function sampleAt(samples: readonly Sample[], at: number): Sample | undefined {
  let low = 0;
  let high = samples.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return samples[Math.max(0, low - 1)];
}

/** The moment that the cursor is on, give or take; of several the nearest. */
export function momentAt(moments: readonly Moment[], at: number, withinMs: number): Moment | undefined {
  const near = moments.filter((moment) => Math.abs(moment.at - at) <= withinMs);
  return near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

/** Peers that were open at the instant, oldest first. */
export function peersAt(ledger: Ledger, at: number): Entity<'peer'>[] {
  return [...ledger.byKind.peer.values()].filter((peer) => peer.createdAt <= at && (peer.endedAt === undefined || peer.endedAt > at));
}

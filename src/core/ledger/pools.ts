import { derived } from './derived.ts';
import type { Entity, Ledger } from './ledger.ts';
import { lineOf } from './line.ts';
import { receivedAt } from './peer-use.ts';
import { showings, showingsByElement, type ShownPeer, type Showing } from './showings.ts';

/** Shorter gaps are changes of the stream object, not of the camera. */
const AWAY_MS = 250;
/** What is shown so soon after it arrived was made to be shown. */
const ON_ARRIVAL_MS = 500;
const CHOSEN_LATE_MS = 1_000;

/** It was put on show as soon as it arrived, as a new camera is; a pool has its connections before it shows them. */
export function isShownOnArrival(ledger: Ledger, peer: Entity<'peer'>, showing: Showing): boolean {
  const arrived = receivedAt(ledger, peer);
  return arrived !== undefined && showing.since - arrived < ON_ARRIVAL_MS;
}

/**
 * Lines whose connections are parked and taken up again: one of them came back after another had been on show in its place, or the page chose
 * one that had been there before the one whose place it took. Whatever such a line leaves aside may be wanted again.
 */
export const poolingLines = derived((ledger): ReadonlySet<string> => {
  const lines = new Set<string>();
  for (const inElement of showingsByElement(ledger).values()) {
    const first = new Map<Entity<'peer'>, number>();
    let last: ShownPeer | undefined;
    let lastOther: ShownPeer | undefined;
    for (const shown of inElement) {
      const { peer, showing } = shown;
      if (last && last.peer !== peer) lastOther = last;
      last = shown;
      const firstAt = first.get(peer) ?? showing.since;
      first.set(peer, firstAt);
      if (!lastOther) continue;
      const cameBack = firstAt < lastOther.showing.since;
      const arrived = receivedAt(ledger, peer) ?? Infinity;
      const chosen = showing.since - arrived > CHOSEN_LATE_MS && arrived < lastOther.showing.since;
      if (cameBack || chosen) lines.add(lineOf(peer) ?? '');
    }
  }
  return lines;
});

/** It was off for a while and shown again: the page pauses it. */
export function isPausedAtTimes(ledger: Ledger, peer: Entity<'peer'>): boolean {
  let covered = Infinity;
  for (const [i, { since, until = Infinity }] of showings(ledger, peer).entries()) {
    if (since > covered + AWAY_MS) return true;
    covered = i === 0 ? until : Math.max(covered, until);
  }
  return false;
}

import { derivedOf } from './derived.ts';
import { isKind } from './is-kind.ts';
import type { Entity, Ledger } from './ledger.ts';
import { targets, tracksOf } from './queries.ts';
import { usesOf, type Use } from './uses.ts';

/** What a connection is good for, now and before. */
export interface PeerUse {
  readonly received: readonly Entity<'track'>[];
  /** Received tracks that can still bring something. */
  readonly live: readonly Entity<'track'>[];
  /** Live tracks that it sends. */
  readonly sent: readonly Entity<'track'>[];
  readonly openChannels: readonly Entity<'channel'>[];
  /** Every use that was made of what it received, oldest first. */
  readonly uses: readonly Use[];
  /** Something plays, holds or passes on what it receives. */
  readonly isPlayed: boolean;
}

export const peerUse = derivedOf((ledger, peer: Entity<'peer'>): PeerUse => {
  const received = tracksOf(ledger, peer.id, 'receives');
  const live = received.filter((track) => track.endedAt === undefined);
  const uses = received.flatMap((track) => usesOf(ledger, track).map((use) => (track.endedAt === undefined ? use : { ...use, until: Math.min(use.until ?? Infinity, track.endedAt) })));
  const byOthers = uses.filter(({ user }) => user !== peer).sort((a, b) => a.since - b.since);
  return {
    received,
    live,
    sent: targets(ledger, peer.id, 'sends', 'track').filter((track) => track.endedAt === undefined),
    openChannels: targets(ledger, peer.id, 'carries', 'channel').filter((c) => c.endedAt === undefined && c.props.readyState === 'open'),
    uses: byOthers,
    isPlayed: byOthers.some((use) => use.until === undefined),
  };
});

/** It is of use to the page at this moment: something plays what it receives, it sends, or it has an open channel. */
export function isInUse({ isPlayed, sent, openChannels }: PeerUse): boolean {
  return isPlayed || sent.length > 0 || openChannels.length > 0;
}

/** No message went over it since then, as far as anybody told. Some libraries open one with every connection and use it for nothing. */
export function restsSince(channel: Entity<'channel'>, at: number): boolean {
  return channel.props.messages !== undefined && channel.changedAt <= at;
}

/** The page itself stopped all that was received. A stopped track never comes back. */
export function isStopped({ received }: PeerUse): boolean {
  return received.length > 0 && received.every((track) => track.endedBy === 'page');
}

/** The page itself stopped all that it was to send: those tracks, and since when. */
export function sentAllStopped(ledger: Ledger, peer: Entity<'peer'>): { readonly tracks: readonly Entity<'track'>[]; readonly since: number } | undefined {
  const tracks = targets(ledger, peer.id, 'sends', 'track');
  if (tracks.length === 0 || tracks.some((track) => track.endedBy !== 'page')) return undefined;
  return { tracks, since: Math.max(...tracks.map((track) => track.endedAt ?? 0)) };
}

/** It received, and nothing that it has negotiated does so now: a call on hold, or a room in which nobody speaks. */
export function isOnHold(peer: Entity<'peer'>, { received }: PeerUse): boolean {
  return received.length > 0 && peer.props.receivingTransceivers === 0;
}

/** When it first received something; undefined when it never did. */
export function receivedAt(ledger: Ledger, peer: Entity<'peer'>): number | undefined {
  const times = (ledger.links.get(peer.id) ?? []).filter((link) => link.rel === 'receives').map((link) => link.since);
  return times.length ? Math.min(...times) : undefined;
}

/** The elements that it plays in, or played in. */
export function elementsOf({ uses }: PeerUse): Entity<'element'>[] {
  return uses.flatMap(({ user }) => (isKind(user, 'element') ? [user] : []));
}

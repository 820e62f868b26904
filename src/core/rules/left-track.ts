import { liveInPage } from '../ledger/in-page.ts';
import { isKind } from '../ledger/is-kind.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sources, targets } from '../ledger/queries.ts';
import { currentUses, unusedSince, usesOf, type Unused } from '../ledger/uses.ts';

/** The new track of a sender is told a moment before the old one is gone. */
const SWAP_MS = 200;

/** Tracks that hold a device, a screen or a canvas; what a connection receives ends with it. */
const CAPTURED: readonly string[] = ['user', 'display', 'canvas', 'element', 'audio-node', 'generator'];

/** How a captured track came to be live though nothing uses it. Each way is told by one rule, so that its advice fits. */
export type LeftAs = 'clone' | 'sender' | 'replaced' | 'repeated' | 'dropped' | 'pictured' | 'never-used' | 'set-aside' | 'taken-off';

export interface LeftTrack extends Unused {
  readonly track: Entity<'track'>;
  readonly as: LeftAs;
}

/** Captured tracks that are live and of no use, with the way in which they were left. */
export function leftTracks(ledger: Ledger): LeftTrack[] {
  return liveInPage(ledger, 'track').flatMap((track) => {
    if (!CAPTURED.includes(track.props.origin) || isSourceOfUsed(ledger, track)) return [];
    const unused = unusedSince(ledger, track);
    if (unused) return [{ track, ...unused, as: leftAs(ledger, track, unused) }];
    const pictured = lastPicture(ledger, track);
    return pictured === undefined ? [] : [{ track, since: pictured, wasUsed: true, as: 'pictured' }];
  });
}

/** How many of its usual pauses somebody who takes pictures may let pass before the next. */
const PAUSES = 3;

/** When the last picture was taken of a track that serves for pictures only; undefined while the next one may be due. */
function lastPicture(ledger: Ledger, track: Entity<'track'>): number | undefined {
  const captures = currentUses(ledger, track).flatMap(({ user }) => (isKind(user, 'holder') && user.props.type === 'image-capture' ? [user] : [undefined]));
  const times = captures.map((capture) => {
    const { reads = 0, readAt = 0 } = capture?.props ?? {};
    return capture && reads > 1 && ledger.at - readAt > ((readAt - capture.createdAt) / reads) * PAUSES ? readAt : Infinity;
  });
  const last = Math.max(...times);
  return times.length > 0 && last < Infinity ? last : undefined;
}

/** What a graph or a pipeline makes of it is still of use, though nobody told how the two hang together. */
function isSourceOfUsed(ledger: Ledger, track: Entity<'track'>): boolean {
  return sources(ledger, track.id, 'derived-from', 'track').some((derived) => derived.endedAt === undefined && unusedSince(ledger, derived) === undefined);
}

function leftAs(ledger: Ledger, track: Entity<'track'>, unused: Unused): LeftAs {
  if (targets(ledger, track.id, 'clone-of', 'track', true).length > 0) return 'clone';
  const sending = usesOf(ledger, track).filter(({ user }) => user.kind === 'peer');
  if (sending.length > 0 && sending.every(({ user }) => user.endedAt !== undefined)) return 'sender';
  const last = sending.findLast(({ user, until }) => user.endedAt === undefined && until !== undefined);
  if (last?.until !== undefined) return asideOf(ledger, track, last.user.id, last.until);
  return !unused.wasUsed && hasUsedSibling(ledger, track) ? 'repeated' : unused.wasUsed ? 'dropped' : 'never-used';
}

/**
 * A sender that has another camera or microphone now has `replaced` the track. One that sends a screen or a processed picture will go back:
 * there the track was only `set-aside`. One that has none is muted, and its track was `taken-off`. Nobody goes back to a screen, for the browser
 * would ask again.
 */
function asideOf(ledger: Ledger, track: Entity<'track'>, peer: string, at: number): LeftAs {
  const after = (ledger.links.get(peer) ?? []).filter((link) => link.rel === 'sends' && link.from === peer && link.since >= at - SWAP_MS && link.to !== track.id);
  const next = after.map((link) => ledger.byKind.track.get(link.to)).find((other) => other?.props.media === track.props.media);
  if (track.props.origin === 'display' || (!next && track.props.origin !== 'user')) return 'dropped';
  if (!next) return 'taken-off';
  return next.props.origin === track.props.origin ? 'replaced' : 'set-aside';
}

/** The same device was asked for again, and that is the one in use. */
function hasUsedSibling(ledger: Ledger, track: Entity<'track'>): boolean {
  const { media, deviceId, origin } = track.props;
  return liveInPage(ledger, 'track').some(
    (other) => other !== track && other.props.media === media && other.props.origin === origin && other.props.deviceId === deviceId && unusedSince(ledger, other) === undefined,
  );
}

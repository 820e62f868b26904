import type { TrackOrigin } from '../../core/ledger/kinds.ts';
import { take } from './interfaces.ts';
import { link, lookAgain, see, trackedOf, watch, type Tracked } from './objects.ts';
import { patch, quietly } from './patch.ts';
import { shorten } from './text.ts';

const TRACK = 'MediaStreamTrack';
export const [getSettings, idOf, kindOf, labelOf, readyStateOf, stop] = take(TRACK, 'getSettings id kind label readyState stop');

// `stop()` fires no event, so it is patched. No listener is added: one on `ended` would keep the track alive.
watch('track', 't', TRACK, 'readyState muted enabled', (state) => state === 'ended');

export const isTrack = (value: unknown): value is object => quietly(() => kindOf(value as object)) !== undefined;

/** Takes a track into the ledger; its origin is told with the first sight of it. */
export function seeTrack(track: object, origin: TrackOrigin = 'unknown', withStack = false): Tracked<'track'> {
  const known = trackedOf<'track'>(track);
  if (known) return known;
  const deviceId = origin === 'user' && getSettings(track).deviceId;
  const texts = { nativeId: shorten(idOf(track), 80), label: shorten(labelOf(track), 80) };
  return see('track', track, { media: kindOf(track) as 'audio' | 'video', origin, ...texts, ...(deviceId && { deviceId }) }, withStack);
}

export const seeClone = (track: object, clone: unknown): void => {
  const original = seeTrack(track);
  link(seeTrack(clone as object, original.props.origin, true), 'clone-of', original);
};

patch(TRACK, 'stop', lookAgain);
patch(TRACK, 'clone', (track, _, clone) => seeClone(track, clone));

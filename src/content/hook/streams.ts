import type { TrackOrigin } from '../../core/ledger/kinds.ts';
import { take } from './interfaces.ts';
import { each, newList, push } from './natives.ts';
import { alias, eachLinked, link, lookAgain, relink, see, watch, type Tracked } from './objects.ts';
import { patch, quietly, whenFulfilled } from './patch.ts';
import { idOf, seeClone, seeTrack } from './tracks.ts';

const STREAM = 'MediaStream';
const [activeOf, getTracks] = take(STREAM, 'active getTracks');
const tracksOf = (stream: unknown): readonly object[] => getTracks(stream as object);

// Streams are seen when they matter: captured, received, or put into an element.
watch('stream', 's', STREAM, 'active', undefined, (tracked, stream) => {
  const tracks = newList<Tracked>();
  each(tracksOf(stream), (track) => push(tracks, seeTrack(track)));
  relink(tracked, 'has', tracks);
});

export const isStream = (value: unknown): value is object => quietly(() => activeOf(value as object)) !== undefined;

/** Takes a stream and its tracks into the ledger. */
export function seeStream(stream: unknown, origin: TrackOrigin = 'unknown', withStack = false): Tracked<'stream'> {
  each(tracksOf(stream), (track) => seeTrack(track, origin, withStack));
  return see('stream', stream as object);
}

patch(STREAM, 'addTrack removeTrack', lookAgain);
patch(STREAM, 'clone', (stream, _, clone) => {
  const originals = tracksOf(stream);
  let i = 0;
  each(tracksOf(clone), (track) => seeClone(originals[i++] as object, track));
});

// Where live media begins: cameras, microphones and screens, and the pictures of a canvas or of another element.
const captured = (method: string, origin: TrackOrigin): void =>
  patch('MediaDevices', method, (_, __, promise) => whenFulfilled(promise, (stream) => seeStream(stream, origin, true)));
captured('getUserMedia', 'user');
captured('getDisplayMedia', 'display');
patch('HTMLCanvasElement', 'captureStream', (_, __, stream) => void seeStream(stream, 'canvas', true));
patch('HTMLMediaElement', 'captureStream mozCaptureStream', (_, __, stream, element) => {
  // Of an element that plays a stream, Chromium gives the same tracks in wrappers of their own, and from then on as its `srcObject`, too.
  each(element && tracksOf(stream), (track) =>
    eachLinked(element as Tracked, 'plays', (shown) => eachLinked(shown, 'has', (known, object) => idOf(object) === idOf(track) && alias(track, known, object))),
  );
  eachLinked(seeStream(stream, 'element', true), 'has', (track) => link(track, 'derived-from', element));
});

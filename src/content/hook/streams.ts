import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';
import type { Tracks } from './tracks.ts';
import type { TrackOrigin } from '../../core/ledger/kinds.ts';

export interface Streams extends Part {
  /** Takes a stream and its tracks into the ledger. */
  see(stream: object, origin: TrackOrigin, withStack?: boolean): Tracked<'stream'>;
  isStream(value: unknown): value is object;
}

/** `MediaStream` and which tracks are in it. Streams are seen when they matter: captured, received, or put into an element. */
export function trackStreams({ realm, natives, patch, objects }: Context, tracks: Tracks): Streams {
  const prototype = realm.MediaStream?.prototype as object | undefined;
  const active = natives.getter<boolean>(prototype, 'active');
  const getTracks = natives.method<object[]>(prototype, 'getTracks');

  const streams: Streams = {
    isStream(value): value is object {
      try {
        return typeof value === 'object' && value !== null && typeof active(value) === 'boolean';
      } catch {
        return false;
      }
    },
    see(stream, origin, withStack = false) {
      const tracked = objects.add('stream', stream, { active: active(stream) === true }, false);
      refreshOne(tracked, stream, origin, withStack);
      return tracked;
    },
    refresh() {
      objects.forEach('stream', (tracked, stream) => refreshOne(tracked, stream, 'unknown'));
    },
  };

  const refreshOne = (tracked: Tracked<'stream'>, stream: object, origin: TrackOrigin, withStack = false): void => {
    objects.change(tracked, { active: active(stream) === true });
    const present = getTracks(stream) ?? [];
    const seen: string[] = [];
    for (let i = 0; i < present.length; i += 1) {
      const track = tracks.see(present[i] as object, origin, withStack);
      seen[i] = track.id;
      objects.link(tracked, track, 'has');
    }
    const before = objects.linked(tracked, 'has');
    for (let i = before.length - 1; i >= 0; i -= 1) {
      const id = before[i] as string;
      const track = objects.get(id);
      let present = false;
      for (let j = 0; j < seen.length; j += 1) if (seen[j] === id) present = true;
      if (track && !present) objects.unlink(tracked, track, 'has');
    }
  };

  const changed = (stream: object): void => {
    const tracked = objects.of(stream);
    if (tracked) refreshOne(tracked as Tracked<'stream'>, stream, 'unknown');
  };
  patch.method(prototype, 'addTrack', changed);
  patch.method(prototype, 'removeTrack', changed);
  patch.method(prototype, 'clone', (stream, _, clone) => {
    const originals = getTracks(stream) ?? [];
    const clones = getTracks(clone as object) ?? [];
    for (let i = 0; i < clones.length; i += 1) {
      const original = tracks.see(originals[i] as object, 'unknown');
      objects.link(tracks.see(clones[i] as object, original.props.origin, true), original, 'clone-of');
    }
  });
  return streams;
}

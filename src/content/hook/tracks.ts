import type { TrackOrigin } from '../../core/ledger/kinds.ts';
import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';

export interface Tracks extends Part {
  /** Takes a track into the ledger; its origin is told with the first sight of it. */
  see(track: object, origin: TrackOrigin, withStack?: boolean): Tracked<'track'>;
  refreshOne(tracked: Tracked<'track'>, track: object): void;
  stop(track: object): void;
  isTrack(value: unknown): value is object;
}

const MAX_LABEL = 80;

/** `MediaStreamTrack`: `stop()` fires no event, so it is patched; no listener is added, since one on `ended` would keep the track alive. */
export function trackTracks({ realm, natives, patch, objects }: Context): Tracks {
  const prototype = realm.MediaStreamTrack?.prototype as object | undefined;
  const kindOf = natives.getter<string>(prototype, 'kind');
  const readyState = natives.getter<string>(prototype, 'readyState');
  const muted = natives.getter<boolean>(prototype, 'muted');
  const enabled = natives.getter<boolean>(prototype, 'enabled');
  const label = natives.getter<string>(prototype, 'label');
  const getSettings = natives.method<MediaTrackSettings>(prototype, 'getSettings');
  const nativeStop = natives.method<void>(prototype, 'stop');

  const stateOf = (track: object) => ({
    readyState: readyState(track) === 'ended' ? ('ended' as const) : ('live' as const),
    muted: muted(track) === true,
    enabled: enabled(track) !== false,
  });

  const tracks: Tracks = {
    isTrack(value): value is object {
      try {
        return typeof value === 'object' && value !== null && kindOf(value) !== undefined;
      } catch {
        return false;
      }
    },
    see(track, origin, withStack = false) {
      const known = objects.of(track) as Tracked<'track'> | undefined;
      if (known) return known;
      const deviceId = origin === 'user' ? getSettings(track)?.deviceId : undefined;
      const state = stateOf(track);
      const tracked = objects.add(
        'track',
        track,
        {
          media: kindOf(track) === 'audio' ? 'audio' : 'video',
          origin,
          ...state,
          label: (label(track) ?? '').slice(0, MAX_LABEL),
          ...(deviceId ? { deviceId } : {}),
        },
        withStack,
      );
      if (state.readyState === 'ended') objects.end(tracked, 'browser');
      return tracked;
    },
    refreshOne(tracked, track) {
      const state = stateOf(track);
      objects.change(tracked, state);
      if (state.readyState === 'ended') objects.end(tracked, 'browser');
    },
    refresh() {
      objects.forEach('track', (tracked, track) => {
        if (!tracked.ended) tracks.refreshOne(tracked, track);
      });
    },
    stop: (track) => void nativeStop(track),
  };

  patch.method(prototype, 'stop', (track) => {
    const tracked = objects.of(track);
    if (!tracked) return;
    objects.change(tracked as Tracked<'track'>, { readyState: 'ended' });
    objects.end(tracked, 'page');
  });
  patch.method(prototype, 'clone', (track, _, clone) => {
    const original = tracks.see(track, 'unknown');
    objects.link(tracks.see(clone as object, original.props.origin, true), original, 'clone-of');
  });
  return tracks;
}

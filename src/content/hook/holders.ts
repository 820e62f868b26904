import type { HolderType } from '../../core/ledger/kinds.ts';
import { create } from './natives.ts';
import { change, link, see, watch, type Tracked, type Visit } from './objects.ts';
import { isStream, seeStream } from './streams.ts';
import { isTrack, seeTrack } from './tracks.ts';

const looks = create(null) as Partial<Record<HolderType, Visit<'holder'>>>;

// What keeps a track, a stream or a media player busy without an element.
watch('holder', 'h', undefined, '', undefined, (tracked, holder) => {
  if (tracked.ended) return;
  change(tracked, { ...tracked.done });
  looks[tracked.props.type]?.(tracked, holder);
});

/** How holders of a type are looked at while they are not over. */
export const watchHolders = (type: HolderType, look: Visit<'holder'>): void => {
  looks[type] = look;
};

/** Takes a holder into the ledger, with the track or stream that it holds. */
export function seeHolder(type: HolderType, holder: unknown, media?: unknown, state = 'open'): Tracked<'holder'> {
  const tracked = see('holder', holder as object, { type, state }, true);
  if (!media) return tracked;
  if (isStream(media)) link(tracked, 'holds', seeStream(media));
  else if (isTrack(media)) link(tracked, 'holds', seeTrack(media));
  return tracked;
}

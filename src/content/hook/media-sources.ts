import { currentSrcOf, networkStateOf } from './elements.ts';
import { seeHolder, watchHolders } from './holders.ts';
import { prototypeOf } from './interfaces.ts';
import { newest } from './log.ts';
import { getPrototypeOf, newMap, URL } from './natives.ts';
import { change, end, type Tracked } from './objects.ts';
import { eachPlayer } from './page.ts';
import { patch } from './patch.ts';

const mediaSource = prototypeOf('MediaSource');
/** Object URLs of media sources. */
const urls = newMap<unknown, Tracked<'holder'>>();

export function watchMediaSources(): void {
  watchHolders('media-source', (tracked) => {
    let state = 'open';
    eachPlayer((player) => {
      // One that is emptied keeps its address.
      if (networkStateOf(player) && urls.get(currentSrcOf(player)) === tracked) state = 'playing';
    });
    change(tracked, { state });
  });

  patch(URL, 'createObjectURL', (_, args, url) => {
    // Of interest only beside WebRTC, where it is the fallback.
    if (newest && mediaSource && getPrototypeOf(args[0]) === mediaSource) urls.set(url, seeHolder('media-source', args[0]));
  });
  patch(URL, 'revokeObjectURL', (_, args) => {
    const tracked = urls.get(args[0]);
    if (tracked && urls.delete(args[0])) end(tracked, 'page');
  });
}

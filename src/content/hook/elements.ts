import { take } from './interfaces.ts';
import { now } from './log.ts';
import { document } from './natives.ts';
import { change, relink, see, watch } from './objects.ts';
import { patch } from './patch.ts';
import { isStream, seeStream } from './streams.ts';
import { replaceAll, shorten, trim } from './text.ts';

const MEDIA = 'HTMLMediaElement';
export const [currentSrcOf, load, networkStateOf, pause, srcObjectOf, setSrcObject] = take(MEDIA, 'currentSrc load networkState pause srcObject srcObject=');
export const [classNameOf, clientWidthOf, idOf, localNameOf, removeAttribute] = take('Element', 'className clientWidth id localName removeAttribute');
export const [baseURIOf, isConnected, ownerDocumentOf] = take('Node', 'baseURI isConnected ownerDocument');
export const [defaultViewOf, hiddenOf, pictureInPictureElementOf, querySelectorAll] = take(
  'Document',
  'defaultView hidden pictureInPictureElement querySelectorAll',
);

// Media elements from the moment they are given a stream.
watch('element', 'e', MEDIA, 'paused readyState currentTime muted', undefined, (tracked, element) => {
  const stream = srcObjectOf(element);
  const owner = ownerDocumentOf(element);
  const { connected: before, wasConnected } = tracked.props;
  // The document of a closed window or a removed frame is shown nowhere.
  const connected = isConnected(element) && (owner === document || Boolean(owner && defaultViewOf(owner)));
  change(tracked, {
    connected,
    wasConnected: wasConnected || connected,
    ...(before && !connected && { removedAt: now() }),
    ...tracked.done,
    visible: connected && clientWidthOf(element) > 0,
    pictureInPicture: pictureInPictureElementOf(document) === element,
    source: stream ? 'stream' : currentSrcOf(element) ? 'url' : 'none',
  });
  relink(tracked, 'plays', stream && isStream(stream) ? [seeStream(stream)] : []);
});

patch(MEDIA, 'srcObject', (element, args, _, tracked) => {
  // An element that never had a stream is of no interest.
  if (args[0] === null && !tracked) return;
  const tag = localNameOf(element) as 'video' | 'audio';
  const id = idOf(element);
  const classes = trim(classNameOf(element));
  // Such as `video#player.main`.
  const label = tag + (id && `#${id}`) + (classes && `.${replaceAll(classes, ' ', '.')}`);
  see('element', element, { tag, label: shorten(label, 60) }, true);
});

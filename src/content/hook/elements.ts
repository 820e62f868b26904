import { interfaceOf } from './interfaces.ts';
import { now } from './log.ts';
import { document } from './natives.ts';
import { change, relink, see, watch } from './objects.ts';
import { patch } from './patch.ts';
import { readAt } from './reads.ts';
import { isStream, seeStream } from './streams.ts';
import { shorten, textOf } from './text.ts';

export const mediaOf = interfaceOf('HTMLMediaElement');
export const elementOf = interfaceOf('Element', ['className', 'clientWidth', 'id', 'localName', 'removeAttribute']);
export const nodeOf = interfaceOf('Node');
export const documentOf = interfaceOf('Document', ['defaultView', 'hidden', 'pictureInPictureElement', 'querySelectorAll']);

// Media elements from the moment they are given a stream.
watch('element', 'e', mediaOf, 'paused readyState currentTime muted', undefined, (tracked, element) => {
  const stream = mediaOf(element, 'srcObject');
  const owner = nodeOf(element, 'ownerDocument');
  const { connected: before, wasConnected } = tracked.props;
  // The document of a closed window or a removed frame is shown nowhere.
  const connected = nodeOf(element, 'isConnected') && (owner === document || Boolean(owner && documentOf(owner, 'defaultView')));
  const at = readAt(element);
  change(tracked, {
    connected,
    wasConnected: wasConnected || connected,
    ...(before && !connected && { removedAt: now() }),
    ...(at && { readAt: at }),
    visible: connected && elementOf(element, 'clientWidth') > 0,
    pictureInPicture: documentOf(document, 'pictureInPictureElement') === element,
    source: stream ? 'stream' : mediaOf(element, 'currentSrc') ? 'url' : 'none',
  });
  relink(tracked, 'plays', stream && isStream(stream) ? [seeStream(stream)] : []);
});

patch(mediaOf, 'srcObject', (element, args, _, tracked) => {
  // An element that never had a stream is of no interest.
  if (args[0] === null && !tracked) return;
  const tag = elementOf(element, 'localName') as 'video' | 'audio';
  const id = elementOf(element, 'id');
  const classes = textOf(elementOf(element, 'className'), 'trim');
  // Such as `video#player.main`.
  const label = tag + (id && `#${id}`) + (classes && `.${textOf(classes, 'replaceAll', ' ', '.')}`);
  see('element', element, { tag, label: shorten(label, 60), wasConnected: false }, true);
});

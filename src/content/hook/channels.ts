import { interfaceOf } from './interfaces.ts';
import { link, lookAgain, see, watch, type Tracked } from './objects.ts';
import { patch } from './patch.ts';
import { shorten } from './text.ts';

export const channelOf = interfaceOf('RTCDataChannel');

watch('channel', 'c', channelOf, 'readyState', (state) => state === 'closing' || state === 'closed');

export const seeChannel = (peer: Tracked, channel: unknown): void =>
  link(peer, 'carries', see('channel', channel as object, { label: shorten(channelOf(channel as object, 'label'), 80) }, true));

patch(channelOf, 'close', lookAgain);

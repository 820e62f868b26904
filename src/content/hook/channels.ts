import { take } from './interfaces.ts';
import { link, lookAgain, see, watch, type Tracked } from './objects.ts';
import { patch } from './patch.ts';
import { shorten } from './text.ts';

const CHANNEL = 'RTCDataChannel';
export const [closeChannel, idOf, labelOf] = take(CHANNEL, 'close id label');

watch('channel', 'c', CHANNEL, 'readyState', (state) => state === 'closing' || state === 'closed');

export const seeChannel = (peer: Tracked, channel: unknown): void =>
  link(peer, 'carries', see('channel', channel as object, { label: shorten(labelOf(channel as object), 80) }, true));

patch(CHANNEL, 'close', lookAgain);

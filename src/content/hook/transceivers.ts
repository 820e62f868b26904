import type { PeerProps } from '../../core/ledger/kinds.ts';
import { interfaceOf } from './interfaces.ts';
import { each } from './natives.ts';
import { match } from './text.ts';
import { trackOf } from './tracks.ts';

const transceiverOf = interfaceOf('RTCRtpTransceiver');
export const senderOf = interfaceOf('RTCRtpSender');

const isSending = (transceiver: object): boolean => {
  const track = senderOf(transceiverOf(transceiver, 'sender'), 'track');
  return transceiverOf(transceiver, 'currentDirection') === 'sendonly' && track !== null && trackOf(track, 'readyState') === 'live';
};

/** How the transceivers of a connection are used. */
export function useOf(transceivers: ArrayLike<object>): Partial<PeerProps> {
  let idleTransceivers = 0;
  let receivingTransceivers = 0;
  let onlyReceives = transceivers.length > 0;
  each(transceivers, (transceiver) => {
    if (match(/^send/, transceiverOf(transceiver, 'direction'))) onlyReceives = false;
    const direction = transceiverOf(transceiver, 'currentDirection');
    if (direction && match(/recv/, direction)) receivingTransceivers += 1;
    else if (direction && !isSending(transceiver)) idleTransceivers += 1;
  });
  return { transceivers: transceivers.length, idleTransceivers, receivingTransceivers, onlyReceives };
}

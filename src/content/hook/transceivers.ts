import type { PeerProps } from '../../core/ledger/kinds.ts';
import { take } from './interfaces.ts';
import { each } from './natives.ts';
import { match } from './text.ts';
import { readyStateOf } from './tracks.ts';

const [directionOf, currentDirectionOf, senderOf] = take('RTCRtpTransceiver', 'direction currentDirection sender');
export const [sentTrackOf] = take('RTCRtpSender', 'track');

const isSending = (transceiver: object): boolean => {
  const track = sentTrackOf(senderOf(transceiver));
  return currentDirectionOf(transceiver) === 'sendonly' && track !== null && readyStateOf(track) === 'live';
};

/** How the transceivers of a connection are used. */
export function useOf(transceivers: ArrayLike<object>): Partial<PeerProps> {
  let idleTransceivers = 0;
  let receivingTransceivers = 0;
  let onlyReceives = transceivers.length > 0;
  each(transceivers, (transceiver) => {
    if (match(/^send/, directionOf(transceiver))) onlyReceives = false;
    const direction = currentDirectionOf(transceiver);
    if (direction && match(/recv/, direction)) receivingTransceivers += 1;
    else if (direction && !isSending(transceiver)) idleTransceivers += 1;
  });
  return { transceivers: transceivers.length, idleTransceivers, receivingTransceivers, onlyReceives };
}

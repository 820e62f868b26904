import { seeChannel } from './channels.ts';
import { eventOf, targetOf } from './events.ts';
import { interfaceOf, prototypes } from './interfaces.ts';
import { tell } from './log.ts';
import { each, keys, newList, newWeakMap, push } from './natives.ts';
import { change, eachLinked, link, look, lookAgain, relink, see, trackedOf, watch, type Tracked } from './objects.ts';
import { patch, patchConstructor, quietly, whenFulfilled } from './patch.ts';
import { seeStream } from './streams.ts';
import { match, words } from './text.ts';
import { senderOf, useOf } from './transceivers.ts';
import { seeTrack } from './tracks.ts';

export const peerOf = interfaceOf('RTCPeerConnection');
const receiverOf = interfaceOf('RTCRtpReceiver');
const trackEventOf = interfaceOf('RTCTrackEvent');
const channelEventOf = interfaceOf('RTCDataChannelEvent');
/** Connections by their senders and receivers. */
const owners = newWeakMap<WeakRef<object>>();
const ownerOf = (part: object): object | undefined => owners.get(part)?.deref();

/** The `on…` properties of the interface, whatever this browser has of them. */
export const HANDLERS = keys(prototypes.get(peerOf) ?? {}).filter((name) => name.startsWith('on')) as 'ontrack'[];

const relate = (tracked: Tracked, peer: object): void => {
  const sent = newList<Tracked>();
  each(peerOf(peer, 'getSenders'), (sender) => {
    owners.set(sender, tracked.ref);
    const track = senderOf(sender, 'track');
    if (track) push(sent, seeTrack(track));
  });
  relink(tracked, 'sends', sent);
  each(peerOf(peer, 'getReceivers'), (receiver) => {
    owners.set(receiver, tracked.ref);
    // A transceiver has a receiver, and so a muted track, before anything is negotiated: only a track that was announced is one.
    link(tracked, 'receives', trackedOf(receiverOf(receiver, 'track')));
  });
};

watch('peer', 'p', peerOf, 'signalingState connectionState iceConnectionState', (state) => state === 'closed', (tracked, peer) => {
  const handlers = newList<string>();
  each(HANDLERS, (name) => {
    if (peerOf(peer, name)) push(handlers, name);
  });
  change(tracked, { handlers, ...(!tracked.ended && useOf(peerOf(peer, 'getTransceivers'))) });
  if (tracked.ended) eachLinked(tracked, 'receives', (track, object) => look(track, object));
  else relate(tracked, peer);
});

/** One function for all connections and events: a closure for each would keep its connection's objects together. */
const onEvent = (event: Event): void =>
  quietly(() => {
    const peer = eventOf(event, 'target') as object;
    const tracked = trackedOf(peer) as Tracked;
    const type = eventOf(event, 'type');
    if (type === 'track') {
      link(tracked, 'receives', seeTrack(trackEventOf(event, 'track'), 'remote'));
      each(trackEventOf(event, 'streams'), (stream) => seeStream(stream, 'remote'));
    } else if (type === 'datachannel') seeChannel(tracked, channelEventOf(event, 'channel'));
    look(tracked, peer);
  });

patchConstructor(
  'RTCPeerConnection',
  (peer) => {
    see('peer', peer, { poolsCandidates: Boolean(peerOf(peer, 'getConfiguration').iceCandidatePoolSize) }, true);
    each(words('connectionstatechange iceconnectionstatechange signalingstatechange track datachannel'), (type) =>
      targetOf(peer, 'addEventListener', type, onEvent),
    );
  },
  ({ message }) => {
    if (match(/Cannot create so many/, message)) tell({ op: 'moment', name: 'limit', label: 'RTCPeerConnection' });
  },
);

// Closing fires no event, and takes the receivers away.
patch(peerOf, 'close', lookAgain, (peer) => {
  const tracked = trackedOf(peer);
  if (tracked && !tracked.ended) relate(tracked, peer);
});
patch(peerOf, 'removeTrack', lookAgain);
patch(peerOf, 'addTrack addTransceiver addStream', (peer, _, __, tracked) => {
  if (!tracked) return;
  const { props } = tracked as Tracked<'peer'>;
  const { transceivers, addedTransceivers = 0 } = props;
  look(tracked, peer);
  const added = props.transceivers - transceivers;
  if (added && props.connectionState === 'connected') change<'peer'>(tracked as Tracked<'peer'>, { addedTransceivers: addedTransceivers + added });
});
patch(senderOf, 'replaceTrack', (sender, _, promise) => {
  const peer = ownerOf(sender);
  return peer && whenFulfilled(promise, () => lookAgain(peer));
});
patch(peerOf, 'createDataChannel', (_, __, channel, tracked) => {
  if (tracked) seeChannel(tracked, channel);
});

const asked = (peer: object | undefined): void => {
  const tracked = trackedOf<'peer'>(peer);
  if (tracked?.ended) change(tracked, { statsAfterClose: (tracked.props.statsAfterClose ?? 0) + 1 });
};
patch(peerOf, 'getStats', asked);
patch(receiverOf, 'getStats', (part) => asked(ownerOf(part)));
patch(senderOf, 'getStats', (part) => asked(ownerOf(part)));

import { seeChannel } from './channels.ts';
import { listen, targetOf, typeOf } from './events.ts';
import { prototypeOf, take } from './interfaces.ts';
import { tell } from './log.ts';
import { each, keys, newList, newWeakMap, push } from './natives.ts';
import { change, eachLinked, eachObject, link, look, lookAgain, relink, remember, trackedOf, watch, type Tracked } from './objects.ts';
import { patch, patchConstructor, quietly, whenFulfilled } from './patch.ts';
import { enter } from './stack.ts';
import { seeStream } from './streams.ts';
import { match, words } from './text.ts';
import { sentTrackOf, useOf } from './transceivers.ts';
import { seeTrack } from './tracks.ts';

const PEER = 'RTCPeerConnection';
export const [closePeer, getConfiguration, getReceivers, getSenders, getStats, getTransceivers, localDescriptionOf, signalingStateOf] = take(
  PEER,
  'close getConfiguration getReceivers getSenders getStats getTransceivers localDescription signalingState',
);
const [receivedTrackOf] = take('RTCRtpReceiver', 'track');
const [announcedOf, streamsOf] = take('RTCTrackEvent', 'track streams');
const [channelOf] = take('RTCDataChannelEvent', 'channel');
/** Connections by their senders and receivers. */
const owners = newWeakMap<WeakRef<object>>();
const ownerOf = (part: object): object | undefined => owners.get(part)?.deref();

/** The `on…` properties of the interface, whatever this browser has of them. */
const HANDLERS = keys(prototypeOf(PEER) ?? {}).filter((name) => name.startsWith('on'));
const handlersOf = take(PEER, HANDLERS.join(' ')) as ((peer: object) => unknown)[];
const setHandlers = take(PEER, `${HANDLERS.join('= ')}=`) as ((peer: object, handler: null) => void)[];
export const nullHandlers = (peer: object): void => each(setHandlers, (set) => set(peer, null));

const relate = (tracked: Tracked, peer: object): void => {
  const sent = newList<Tracked>();
  each(getSenders(peer), (sender) => {
    owners.set(sender, tracked.ref);
    const track = sentTrackOf(sender);
    if (track) push(sent, seeTrack(track));
  });
  relink(tracked, 'sends', sent);
  each(getReceivers(peer), (receiver) => {
    owners.set(receiver, tracked.ref);
    // A transceiver has a receiver, and so a muted track, before anything is negotiated: only a track that was announced is one.
    link(tracked, 'receives', trackedOf(receivedTrackOf(receiver)));
  });
};

watch('peer', 'p', PEER, 'signalingState connectionState iceConnectionState', (state) => state === 'closed', (tracked, peer) => {
  if (tracked.ended) return eachLinked(tracked, 'receives', (track, object) => look(track, object));
  change(tracked, useOf(getTransceivers(peer)));
  relate(tracked, peer);
});

/** Tells what only a panel asks for: nothing that is over in a moment. */
export const lookAtPeers = (): void =>
  eachObject('peer', (tracked: Tracked<'peer'>, peer) => {
    const handlers = newList<string>();
    let i = 0;
    let text = '';
    each(HANDLERS, (name) => {
      if (!handlersOf[i++]?.(peer)) return;
      push(handlers, name);
      text += name;
    });
    const { poolsCandidates = Boolean(getConfiguration(peer).iceCandidatePoolSize) } = tracked.props;
    change(tracked, { poolsCandidates, ...(text !== tracked.handlers && { handlers }) });
    tracked.handlers = text;
  });

const EVENTS = words('connectionstatechange signalingstatechange track datachannel');

/** One function for all connections and events: a closure for each would keep its connection's objects together. */
const onEvent = (event: Event): void =>
  quietly(() => {
    enter(onEvent);
    const peer = targetOf(event) as object;
    const tracked = trackedOf(peer) as Tracked;
    const type = typeOf(event);
    if (type === 'track') {
      link(tracked, 'receives', seeTrack(announcedOf(event), 'remote'));
      each(streamsOf(event), (stream) => seeStream(stream, 'remote'));
    } else if (type === 'datachannel') seeChannel(tracked, channelOf(event));
    look(tracked, peer);
  });

patchConstructor(
  PEER,
  (peer) => {
    // A new one has nothing yet that a look would find.
    remember('peer', peer, { transceivers: 0 }, true);
    each(EVENTS, (type) => listen(peer, type, onEvent));
  },
  ({ message }) => {
    if (match(/Cannot create so many/, message)) tell({ op: 'moment', name: 'limit', label: PEER });
  },
);

// Closing fires no event, and takes the receivers away.
patch(PEER, 'close', lookAgain, (peer) => {
  const tracked = trackedOf(peer);
  if (tracked && !tracked.ended) relate(tracked, peer);
});
patch(PEER, 'addTrack addTransceiver addStream removeTrack', (peer, _, __, tracked) => {
  if (!tracked) return;
  const { props } = tracked as Tracked<'peer'>;
  const { transceivers, addedTransceivers = 0 } = props;
  look(tracked, peer);
  const added = props.transceivers - transceivers;
  if (added && props.connectionState === 'connected') change<'peer'>(tracked as Tracked<'peer'>, { addedTransceivers: addedTransceivers + added });
});
patch('RTCRtpSender', 'replaceTrack', (sender, _, promise) => {
  const peer = ownerOf(sender);
  return peer && whenFulfilled(promise, () => lookAgain(peer));
});
patch(PEER, 'createDataChannel', (_, __, channel, tracked) => {
  if (tracked) seeChannel(tracked, channel);
});

patch(`${PEER} RTCRtpReceiver RTCRtpSender`, 'getStats', (self) => {
  const tracked = trackedOf<'peer'>(ownerOf(self) ?? self);
  if (tracked?.ended) change(tracked, { statsAfterClose: (tracked.props.statsAfterClose ?? 0) + 1 });
});
// Whoever asks for an offer and does not set it wanted to read what is in it.
patch(PEER, 'createOffer', (_, __, ___, tracked) => {
  if (tracked) change<'peer'>(tracked as Tracked<'peer'>, { madeOffer: true });
});

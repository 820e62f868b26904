import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';
import { createStatsTaker } from './peer-stats.ts';
import type { Streams } from './streams.ts';
import type { Tracks } from './tracks.ts';

export interface Peers extends Part {
  close(peer: object): void;
  clearHandlers(peer: object): void;
  closeChannel(channel: object): void;
  /** Reads `getStats()` of the open connections; resolves when all have answered. */
  readStats(): Promise<void>;
}

/** `RTCPeerConnection`: made, closed (which fires no event), its states, its tracks and its data channels. */
export function trackPeers(context: Context, tracks: Tracks, streams: Streams): Peers {
  const { realm, natives, patch, objects, log } = context;
  const takeStats = createStatsTaker(context);
  const Peer = realm.RTCPeerConnection as typeof RTCPeerConnection | undefined;
  const prototype = Peer?.prototype as object | undefined;
  const connectionState = natives.getter<string>(prototype, 'connectionState');
  const iceConnectionState = natives.getter<string>(prototype, 'iceConnectionState');
  const signalingState = natives.getter<string>(prototype, 'signalingState');
  const getTransceivers = natives.method<object[]>(prototype, 'getTransceivers');
  const getSenders = natives.method<object[]>(prototype, 'getSenders');
  const getReceivers = natives.method<object[]>(prototype, 'getReceivers');
  const getStats = natives.method<Promise<object>>(prototype, 'getStats');
  const nativeClose = natives.method<void>(prototype, 'close');
  const senderTrack = natives.getter<object | null>(realm.RTCRtpSender?.prototype as object | undefined, 'track');
  const receiverTrack = natives.getter<object>(realm.RTCRtpReceiver?.prototype as object | undefined, 'track');
  const transceiver = realm.RTCRtpTransceiver?.prototype as object | undefined;
  const currentDirection = natives.getter<string | null>(transceiver, 'currentDirection');
  const wantedDirection = natives.getter<string>(transceiver, 'direction');
  const senderOf = natives.getter<object>(transceiver, 'sender');
  const getConfiguration = natives.method<RTCConfiguration>(prototype, 'getConfiguration');
  /** Connections by their senders and receivers. */
  const owners = natives.newWeakMap() as WeakMap<object, WeakRef<object>>;
  const trackState = natives.getter<string>(realm.MediaStreamTrack?.prototype as object | undefined, 'readyState');
  const channelPrototype = realm.RTCDataChannel?.prototype as object | undefined;
  const channelState = natives.getter<string>(channelPrototype, 'readyState');
  const channelLabel = natives.getter<string>(channelPrototype, 'label');
  const closeChannel = natives.method<void>(channelPrototype, 'close');
  const eventType = natives.getter<string>(realm.Event.prototype, 'type');
  const eventTarget = natives.getter<object>(realm.Event.prototype, 'target');
  const trackOfEvent = natives.getter<object>(realm.RTCTrackEvent?.prototype as object | undefined, 'track');
  const streamsOfEvent = natives.getter<ArrayLike<object>>(realm.RTCTrackEvent?.prototype as object | undefined, 'streams');
  const channelOfEvent = natives.getter<object>(realm.RTCDataChannelEvent?.prototype as object | undefined, 'channel');
  const handlers = handlerProperties(natives, prototype);

  const stateOf = (peer: object) => ({
    connectionState: connectionState(peer) ?? '',
    iceConnectionState: iceConnectionState(peer) ?? '',
    signalingState: signalingState(peer) ?? '',
  });

  const handlersSet = (peer: object): string[] => {
    const set: string[] = [];
    for (let i = 0; i < handlers.length; i += 1) if (handlers[i]?.get(peer)) set[set.length] = handlers[i]?.name as string;
    return set;
  };

  const seeChannel = (peer: Tracked, channel: object): void => {
    const props = { label: (channelLabel(channel) ?? '').slice(0, 80), readyState: channelState(channel) ?? '' };
    objects.link(peer, objects.add('channel', channel, props, true), 'carries');
  };

  /** One function for all connections and events: a closure for each would keep its connection's objects together. */
  const onEvent = (event: Event): void => {
    try {
      const peer = eventTarget(event);
      const tracked = peer && (objects.of(peer) as Tracked<'peer'> | undefined);
      if (!peer || !tracked) return;
      const type = eventType(event);
      if (type === 'track') {
        const track = trackOfEvent(event);
        const grouped = streamsOfEvent(event);
        if (track) objects.link(tracked, tracks.see(track, 'remote'), 'receives');
        for (let i = 0; i < (grouped?.length ?? 0); i += 1) streams.see(grouped?.[i] as object, 'remote');
      } else if (type === 'datachannel') {
        const channel = channelOfEvent(event);
        if (channel) seeChannel(tracked, channel);
      }
      objects.change(tracked, stateOf(peer));
      if (signalingState(peer) === 'closed') objects.end(tracked, 'browser');
    } catch {
      // The page must never feel the observer.
    }
  };

  const refreshTracks = (tracked: Tracked<'peer'>, peer: object): void => {
    const all = getSenders(peer) ?? [];
    const current: Record<string, true> = { __proto__: null as never };
    for (let i = 0; i < all.length; i += 1) {
      natives.weakSet(owners, all[i] as object, tracked.ref);
      const track = senderTrack(all[i] as object);
      if (!track) continue;
      const sent = tracks.see(track, 'unknown');
      current[sent.id] = true;
      objects.link(tracked, sent, 'sends');
    }
    const before = objects.linked(tracked, 'sends');
    for (let i = before.length - 1; i >= 0; i -= 1) {
      const old = objects.get(before[i] as string);
      if (old && !current[old.id]) objects.unlink(tracked, old, 'sends');
    }
    const receivers = getReceivers(peer) ?? [];
    for (let i = 0; i < receivers.length; i += 1) {
      natives.weakSet(owners, receivers[i] as object, tracked.ref);
      const track = receiverTrack(receivers[i] as object);
      // A transceiver has a receiver, and so a muted track, before anything is negotiated: only a track that was announced is one.
      const known = track && objects.of(track);
      if (known) objects.link(tracked, known, 'receives');
    }
  };

  const transceiversOf = (peer: object) => {
    const all = getTransceivers(peer) ?? [];
    let idle = 0;
    let receiving = 0;
    let onlyReceives = all.length > 0;
    for (let i = 0; i < all.length; i += 1) {
      if (wantedDirection(all[i] as object)?.[0] === 's') onlyReceives = false;
      const direction = currentDirection(all[i] as object);
      // Without a direction it has not been negotiated yet, and may be about to be used.
      if (!direction) continue;
      const sender = senderOf(all[i] as object);
      const track = sender && senderTrack(sender);
      const sends = direction[0] === 's' && direction !== 'stopped' && track && trackState(track) === 'live';
      if (direction === 'recvonly' || direction === 'sendrecv') receiving += 1;
      else if (!sends) idle += 1;
    }
    return { transceivers: all.length, idleTransceivers: idle, receivingTransceivers: receiving, onlyReceives };
  };

  const refreshOne = (tracked: Tracked<'peer'>, peer: object): void => {
    const state = stateOf(peer);
    objects.change(tracked, { ...state, ...(state.signalingState === 'closed' ? {} : transceiversOf(peer)), handlers: handlersSet(peer) });
    if (state.signalingState === 'closed') objects.end(tracked, 'browser');
    else refreshTracks(tracked, peer);
  };

  const ended = (tracked: Tracked<'peer'>, peer: object, by: 'page' | 'inspector'): void => {
    objects.change(tracked, stateOf(peer));
    objects.end(tracked, by);
    const received = objects.linked(tracked, 'receives');
    for (let i = 0; i < received.length; i += 1) {
      const track = objects.get(received[i] as string);
      const object = track && objects.object(track);
      if (track && object) tracks.refreshOne(track as Tracked<'track'>, object);
    }
  };

  const made = (peer: object): void => {
    const poolsCandidates = (getConfiguration(peer)?.iceCandidatePoolSize ?? 0) > 0;
    objects.add('peer', peer, { ...stateOf(peer), transceivers: 0, handlers: [], poolsCandidates }, true);
    const types = ['connectionstatechange', 'iceconnectionstatechange', 'signalingstatechange', 'track', 'datachannel'];
    for (let i = 0; i < types.length; i += 1) natives.addEventListener(peer, types[i], onEvent);
  };

  if (Peer) {
    patch.construct(realm, ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection'], made, (error) => {
      if (String((error as Error).message).includes('Cannot create so many')) {
        log.add({ op: 'moment', name: 'limit', label: 'RTCPeerConnection' });
      }
    });
  }
  patch.method(prototype, 'close', (peer) => {
    const tracked = objects.of(peer) as Tracked<'peer'> | undefined;
    if (tracked && !tracked.ended) ended(tracked, peer, 'page');
  }, (peer) => sendingChanged(peer));
  const sendingChanged = (peer: object): void => {
    const tracked = objects.of(peer) as Tracked<'peer'> | undefined;
    if (tracked && !tracked.ended) refreshTracks(tracked, peer);
  };
  let countBefore = 0;
  const willAdd = (peer: object): void => {
    countBefore = getTransceivers(peer)?.length ?? 0;
  };
  const hasAdded = (peer: object): void => {
    sendingChanged(peer);
    const tracked = objects.of(peer) as Tracked<'peer'> | undefined;
    const added = (getTransceivers(peer)?.length ?? 0) - countBefore;
    if (tracked?.props.connectionState === 'connected' && added > 0) {
      objects.change(tracked, { addedTransceivers: (tracked.props.addedTransceivers ?? 0) + added });
    }
  };
  const adders = ['addTrack', 'addTransceiver', 'addStream'];
  for (let i = 0; i < adders.length; i += 1) patch.method(prototype, adders[i] as string, hasAdded, willAdd);
  patch.method(prototype, 'removeTrack', sendingChanged);
  patch.promise(
    realm.RTCRtpSender?.prototype as object | undefined,
    'replaceTrack',
    (sender) => natives.weakGet(owners, sender),
    (_, ref: WeakRef<object>) => {
      const peer = natives.deref(ref);
      if (peer) sendingChanged(peer);
    },
  );
  const asked = (peer: object | undefined): void => {
    const tracked = peer && (objects.of(peer) as Tracked<'peer'> | undefined);
    if (tracked?.ended) objects.change(tracked, { statsAfterClose: (tracked.props.statsAfterClose ?? 0) + 1 });
  };
  const askedThrough = (part: object): void => asked(natives.deref(natives.weakGet(owners, part) as WeakRef<object>));
  patch.method(prototype, 'getStats', asked);
  patch.method(realm.RTCRtpReceiver?.prototype as object | undefined, 'getStats', askedThrough);
  patch.method(realm.RTCRtpSender?.prototype as object | undefined, 'getStats', askedThrough);
  patch.method(prototype, 'createDataChannel', (peer, _, channel) => {
    const tracked = objects.of(peer);
    if (tracked && channel) seeChannel(tracked, channel as object);
  });
  patch.method(channelPrototype, 'close', (channel) => {
    const tracked = objects.of(channel) as Tracked<'channel'> | undefined;
    if (!tracked) return;
    objects.change(tracked, { readyState: channelState(channel) ?? '' });
    objects.end(tracked, 'page');
  });

  return {
    refresh() {
      objects.forEach('peer', refreshOne);
      objects.forEach('channel', (tracked, channel) => {
        const readyState = channelState(channel) ?? '';
        objects.change(tracked, { readyState });
        if (readyState === 'closed') objects.end(tracked, 'browser');
      });
    },
    close(peer) {
      const tracked = objects.of(peer) as Tracked<'peer'> | undefined;
      nativeClose(peer);
      if (tracked) ended(tracked, peer, 'inspector');
    },
    clearHandlers(peer) {
      for (let i = 0; i < handlers.length; i += 1) handlers[i]?.set(peer, null);
    },
    closeChannel: (channel) => void closeChannel(channel),
    async readStats() {
      const waiting: Promise<unknown>[] = [];
      objects.forEach('peer', (tracked, peer) => {
        const report = tracked.ended ? undefined : getStats(peer);
        if (!report) return;
        waiting[waiting.length] = natives.chain(
          report,
          (stats) => takeStats(tracked, stats),
          () => undefined,
        );
      });
      for (let i = 0; i < waiting.length; i += 1) await waiting[i];
    },
  };
}

interface HandlerProperty {
  readonly name: string;
  readonly get: (self: object) => unknown;
  readonly set: (self: object, value: unknown) => void;
}

/** The `on…` properties of the interface, whatever this browser has of them. */
function handlerProperties(natives: Context['natives'], prototype: object | undefined): HandlerProperty[] {
  const found: HandlerProperty[] = [];
  const names = prototype ? natives.keys(prototype) : [];
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i] as string;
    if (name[0] === 'o' && name[1] === 'n') {
      found[found.length] = { name, get: natives.getter(prototype, name), set: natives.setter(prototype, name) };
    }
  }
  return found;
}


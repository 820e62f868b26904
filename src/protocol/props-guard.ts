import type { Kind, Kinds } from '../core/ledger/kinds.ts';
import { flag, number, oneOf, optional, text, texts, type Check } from './checks.ts';

type Shapes = { readonly [K in Kind]: { readonly [P in keyof Required<Kinds[K]>]: Check } };

/** What each property may be. States are any text: a newer browser may have words of its own. */
const SHAPES: Shapes = {
  peer: {
    connectionState: text,
    iceConnectionState: text,
    signalingState: text,
    transceivers: number,
    idleTransceivers: optional(number),
    receivingTransceivers: optional(number),
    addedTransceivers: optional(number),
    onlyReceives: optional(flag),
    madeOffer: optional(flag),
    poolsCandidates: optional(flag),
    handlers: texts,
    registry: optional(text),
    leftRegistry: optional(text),
    statsAfterClose: optional(number),
    bytesReceived: optional(number),
    framesDecoded: optional(number),
    localPort: optional(number),
  },
  track: {
    media: oneOf('audio', 'video'),
    origin: oneOf('remote', 'user', 'display', 'canvas', 'element', 'audio-node', 'generator', 'unknown'),
    readyState: text,
    muted: flag,
    enabled: flag,
    nativeId: optional(text),
    label: text,
    deviceId: optional(text),
  },
  stream: { active: flag },
  element: {
    tag: oneOf('video', 'audio'),
    label: text,
    connected: flag,
    wasConnected: flag,
    removedAt: optional(number),
    paused: flag,
    readyState: number,
    visible: flag,
    pictureInPicture: flag,
    muted: optional(flag),
    readAt: optional(number),
    reads: optional(number),
    source: oneOf('none', 'stream', 'media-source', 'url'),
    currentTime: number,
  },
  channel: { label: text, readyState: text, messages: optional(number) },
  holder: { type: text, state: text, openFrames: optional(number), askedSince: optional(number), readAt: optional(number), reads: optional(number) },
  session: {
    protocol: oneOf('whep', 'whip'),
    url: text,
    camera: text,
    status: optional(number),
    location: optional(text),
    serverId: optional(text),
    deleteUrl: optional(text),
    deleteStatus: optional(number),
  },
  socket: { url: text, readyState: number },
};

const LETTERS: Readonly<Record<string, Kind>> = { p: 'peer', t: 'track', s: 'stream', e: 'element', c: 'channel', h: 'holder', w: 'session', k: 'socket' };

/** The kind of an object, by its id in its document: `p3` is a peer. */
export function kindOfId(id: unknown): Kind | undefined {
  return typeof id === 'string' && /^[a-z]\d{1,9}$/.test(id) ? LETTERS[id[0] as string] : undefined;
}

/** Whether every property is one of the kind's and of the right type; they may come in more than one fact. */
export function areProps(kind: Kind, props: unknown): boolean {
  if (typeof props !== 'object' || props === null) return false;
  const shape: Readonly<Record<string, Check>> = SHAPES[kind];
  const given = props as Readonly<Record<string, unknown>>;
  return Object.keys(given).every((name) => Object.hasOwn(shape, name) && shape[name]?.(given[name]));
}

import type { Kind, Kinds } from './kinds.ts';

/** What an object is until its document has told more: the properties come in more than one fact. */
export const EMPTY_PROPS: { readonly [K in Kind]: Readonly<Kinds[K]> } = {
  peer: { connectionState: 'new', iceConnectionState: 'new', signalingState: 'stable', transceivers: 0, handlers: [] },
  track: { media: 'video', origin: 'unknown', readyState: 'live', muted: false, enabled: true, label: '' },
  stream: { active: true },
  element: { tag: 'video', label: '', connected: false, wasConnected: false, paused: true, readyState: 0, visible: false, pictureInPicture: false, source: 'none', currentTime: 0 },
  channel: { label: '', readyState: 'connecting' },
  holder: { type: 'capture', state: '' },
  session: { protocol: 'whep', url: '', camera: '' },
  socket: { url: '', readyState: 0 },
};

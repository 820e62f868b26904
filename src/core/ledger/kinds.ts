/**
 * What the ledger knows of each kind of object. Every value is plain data read from the page; states are the platform's own words,
 * kept as strings because a page (or a newer browser) may report one that is not in today's specification.
 */
export interface Kinds {
  peer: PeerProps;
  track: TrackProps;
  stream: StreamProps;
  element: ElementProps;
  channel: ChannelProps;
  holder: HolderProps;
  session: SessionProps;
  socket: SocketProps;
}

export type Kind = keyof Kinds;

/** An `RTCPeerConnection`. */
export interface PeerProps {
  connectionState: string;
  iceConnectionState: string;
  signalingState: string;
  /** Number of transceivers at the last look. */
  transceivers: number;
  /** Those of them that neither send nor receive and have no track to send. */
  idleTransceivers?: number;
  /** Those of them that are negotiated to receive: none for a call on hold. */
  receivingTransceivers?: number;
  /** How many the page added after it was connected. */
  addedTransceivers?: number;
  /** All of them are there only to receive, whether negotiated yet or not. */
  onlyReceives?: boolean;
  /** Made with `iceCandidatePoolSize`: it gathers candidates ahead of its use. */
  poolsCandidates?: boolean;
  /** `on…` handler properties that are set, e.g. `["ontrack"]`. */
  handlers: readonly string[];
  /** The page asked it for an offer, whether it set it or not. */
  madeOffer?: boolean;
  /** Where the page itself keeps it: a registry's name and key, e.g. `activePeerConnections["cam1"]`. */
  registry?: string;
  /** Where the page kept it before it took it out or put another one there. */
  leftRegistry?: string;
  /** The page called `getStats()` on it this often after it was closed. */
  statsAfterClose?: number;
  /** Bytes received and frames decoded as `getStats()` told at the last look; absent until somebody looked. */
  bytesReceived?: number;
  framesDecoded?: number;
  /** Local port of the candidate pair in use: the server sees its viewer under this port, unless a NAT is between them. */
  localPort?: number;
}

export type TrackOrigin = 'remote' | 'user' | 'display' | 'canvas' | 'element' | 'audio-node' | 'generator' | 'unknown';

/** A `MediaStreamTrack`. */
export interface TrackProps {
  media: 'audio' | 'video';
  origin: TrackOrigin;
  readyState: 'live' | 'ended';
  muted: boolean;
  enabled: boolean;
  /** Its own `id`, the same in every document that has it. */
  nativeId?: string;
  /** Device or content label as the browser gives it, shortened. */
  label: string;
  /** Device id (already specific to the origin) of a captured track. */
  deviceId?: string;
}

/** A `MediaStream`; its tracks are links. */
export interface StreamProps {
  active: boolean;
}

/** An `HTMLMediaElement` that had a stream. */
export interface ElementProps {
  tag: 'video' | 'audio';
  /** A short CSS-like name for a reader, e.g. `video#player.main`. */
  label: string;
  connected: boolean;
  /** It has been in the document at some time. */
  wasConnected: boolean;
  /** When it was last seen to have left the document, milliseconds since the epoch. */
  removedAt?: number;
  paused: boolean;
  readyState: number;
  /** Laid out with a size, in a visible part of the page. */
  visible: boolean;
  pictureInPicture: boolean;
  muted?: boolean;
  /** When a picture was last taken from it, as for a canvas, milliseconds since the epoch. */
  readAt?: number;
  /** How many were taken so far. */
  reads?: number;
  /** What it has as a source. */
  source: 'none' | 'stream' | 'media-source' | 'url';
  /** Playback position in seconds at the last look. */
  currentTime: number;
}

/** An `RTCDataChannel`. */
export interface ChannelProps {
  label: string;
  readyState: string;
  /** Sent and received so far. */
  messages?: number;
}

export type HolderType =
  | 'audio-context'
  | 'audio-source'
  | 'audio-destination'
  | 'media-recorder'
  | 'capture'
  | 'track-processor'
  | 'track-generator'
  | 'transform'
  | 'media-source'
  | 'image-capture'
  | 'listener';

/** Something that keeps a track, stream or element busy. The state of a listener is what it listens to, e.g. `window resize`. */
export interface HolderProps {
  type: HolderType;
  state: string;
  /** Media frames read from a track processor, and neither closed nor passed on. */
  openFrames?: number;
  /** Since when a track processor is asked for a frame that has not come, milliseconds since the epoch; 0 when it is not. */
  askedSince?: number;
  /** When a picture was last taken by an `ImageCapture`, milliseconds since the epoch, and how many so far. */
  readAt?: number;
  reads?: number;
}

/** A WHEP or WHIP session: one POST and what became of it. */
export interface SessionProps {
  protocol: 'whep' | 'whip';
  /** The URL that was POSTed to, without credentials and query. */
  url: string;
  /** The path part that names the camera. */
  camera: string;
  status?: number;
  /** `Location` as the server gave it and as it resolves against the POST's URL. */
  location?: string;
  /** `ID` header: MediaMTX's public id of the session. */
  serverId?: string;
  /** The DELETE: where it went and what came back (0: no answer). */
  deleteUrl?: string;
  deleteStatus?: number;
}

/** A `WebSocket` made by a document that also makes peers. */
export interface SocketProps {
  url: string;
  readyState: number;
}

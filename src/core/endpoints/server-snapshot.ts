/** One FFmpeg as a server reports it. */
export interface ServerProcess {
  readonly pid: number;
  /** Empty when the server does not know which camera it is for. */
  readonly camera: string;
  readonly state: string;
  /** Milliseconds since the epoch, by the server's clock. */
  readonly startedAt?: number;
  /** Percent of one core. */
  readonly cpu?: number;
  readonly rssBytes?: number;
  readonly viewers?: number;
  readonly restarts?: number;
  readonly lastError?: string;
  /** Its command line, without credentials. */
  readonly command?: string;
  /** The process that started it is gone. */
  readonly orphan?: boolean;
}

/** A viewer's or a publisher's session as a server reports it. */
export interface ServerSession {
  readonly id: string;
  readonly path: string;
  readonly role: 'read' | 'publish';
  /** By the server's clock. */
  readonly createdAt?: number;
  readonly remoteAddress?: string;
  /** `type/protocol/address/port`, as MediaMTX writes a candidate. */
  readonly remoteCandidate?: string;
  readonly established?: boolean;
  readonly bytesSent?: number;
  readonly userAgent?: string;
}

/** A path (a camera) as a server reports it. */
export interface ServerPath {
  readonly name: string;
  /** Its source delivers. */
  readonly ready: boolean;
  readonly sourceType?: string;
  /** Who publishes to it, in the publisher's own words, e.g. `Lavf59.27.100`: FFmpeg. */
  readonly publisher?: string;
  readonly readers: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  /** Whether the source is started for a reader and closed after the last one; absent when the server does not say. */
  readonly onDemand?: boolean;
  /** How long it is kept after the last reader, where it is on demand. */
  readonly closeAfterMs?: number;
}

/** Who listens on a port that camera servers use. */
export interface ServerListener {
  readonly port: number;
  readonly address: string;
  /** Absent when it belongs to another user. */
  readonly pid?: number;
  readonly name?: string;
}

export const ENDPOINT_KINDS = ['ffmpeg-status', 'mediamtx', 'go2rtc', 'frigate', 'prometheus', 'custom'] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

/** What a server can tell of. A list that it does not tell is empty, and means nothing: it is not "none". */
export const TELLS = ['processes', 'sessions', 'paths'] as const;
export type Tells = (typeof TELLS)[number];

/** What one look at a server gives. */
export interface ServerParts {
  readonly processes?: readonly ServerProcess[];
  /** How many FFmpegs run, where a server counts them and does not list them. */
  readonly processCount?: number;
  readonly sessions?: readonly ServerSession[];
  readonly paths?: readonly ServerPath[];
  /** Name and version, e.g. `MediaMTX v1.20.1`. */
  readonly software?: string;
  /** When the server itself was started, by its clock. */
  readonly startedAt?: number;
  readonly listeners?: readonly ServerListener[];
  /** How long it keeps an FFmpeg after its last viewer. */
  readonly lingerMs?: number;
}

export const LINKS = ['ok', 'down', 'unauthorised', 'garbage', 'permission'] as const;
/**
 * `ok`, or why there is no news: `down` (no answer), `unauthorised` (it wants credentials), `garbage` (it answers something else),
 * `permission` (if it answers, the browser lets the extension read it only when the user allows its host).
 */
export type ServerLink = (typeof LINKS)[number];

export interface ServerSnapshot extends ServerParts {
  /** The endpoint as the user named it: an origin and maybe a path, without credentials. */
  readonly endpoint: string;
  /** `unknown` until it has answered once, unless the user has said what it is. */
  readonly kind: EndpointKind | 'unknown';
  /** When it is not `ok`, the lists are those of the last good answer. */
  readonly link: ServerLink;
  readonly error?: string;
  readonly tells: readonly Tells[];
  /** The look before this one went well and was not long ago, so what is the same now was the same in between. */
  readonly continued: boolean;
  readonly processes: readonly ServerProcess[];
  readonly sessions: readonly ServerSession[];
  readonly paths: readonly ServerPath[];
}

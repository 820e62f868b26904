/** One FFmpeg as a server reports it. */
export interface ServerProcess {
  readonly pid: number;
  readonly camera: string;
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  /** Percent of one core. */
  readonly cpu?: number;
  readonly rssBytes?: number;
  readonly viewers?: number;
  readonly restarts?: number;
  readonly lastError?: string;
}

/** A viewer's session as a server reports it. */
export interface ServerSession {
  readonly id: string;
  readonly path: string;
  readonly createdAt?: number;
  readonly remoteAddress?: string;
  readonly remoteCandidate?: string;
  readonly established?: boolean;
  readonly bytesSent?: number;
}

/** A path (a camera) as a server reports it. */
export interface ServerPath {
  readonly name: string;
  readonly ready: boolean;
  readonly sourceType?: string;
  readonly readers: number;
  readonly bytesReceived?: number;
}

export type EndpointKind = 'ffmpeg-status' | 'mediamtx' | 'go2rtc' | 'frigate' | 'prometheus' | 'custom';

export interface ServerSnapshot {
  /** The endpoint as the user named it: an origin, without credentials. */
  readonly endpoint: string;
  readonly kind: EndpointKind;
  /** `ok`, or why there is no news; then the lists are those of the last good answer. */
  readonly link: 'ok' | 'down' | 'unauthorised' | 'garbage';
  readonly error?: string;
  readonly processes: readonly ServerProcess[];
  readonly sessions: readonly ServerSession[];
  readonly paths: readonly ServerPath[];
}

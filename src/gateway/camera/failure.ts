/** Why a camera gives no picture. */
export type FailureCode =
  | 'refused'
  | 'not-found'
  | 'unauthorised'
  | 'no-answer'
  | 'no-media'
  | 'dropped'
  | 'unsupported-codec'
  | 'bad-host'
  | 'no-file'
  | 'killed'
  | 'stopped'
  | 'unknown';

export interface Failure {
  readonly code: FailureCode;
  /** What happened and what to do, for a person. */
  readonly text: string;
}

const TEXTS: Readonly<Record<FailureCode, string>> = {
  refused: 'nobody listens at the camera’s address: is it switched on, and is the port right?',
  'not-found': 'the camera has no stream at this path: look up the path in its manual',
  unauthorised: 'the camera wants another user name or password',
  'no-answer': 'the camera does not answer: is it in the same network, and is the address right?',
  'no-media': 'the camera answers but sends no pictures: is its stream switched on?',
  dropped: 'the camera ended the stream',
  'unsupported-codec': 'the camera sends something that cannot be decoded here',
  'bad-host': 'there is no host of this name',
  'no-file': 'the file cannot be read',
  killed: 'FFmpeg was ended by another program, or because memory ran out',
  stopped: 'the camera was stopped on purpose; play it again to start it',
  unknown: 'FFmpeg ended without a reason that is known',
};

/** FFmpeg's words, most telling first. Its exit code says only that it failed. */
const SIGNS: readonly (readonly [RegExp, FailureCode])[] = [
  [/Connection refused/i, 'refused'],
  [/404 Not Found|method (?:DESCRIBE|SETUP) failed: 404/i, 'not-found'],
  [/401 Unauthorized|403 Forbidden|authorization failed/i, 'unauthorised'],
  [/Failed to resolve hostname|Name or service not known|No address associated/i, 'bad-host'],
  [/No such file|Permission denied/i, 'no-file'],
  [/does not contain any stream|Could not find codec parameters/i, 'no-media'],
  [/Format not on whitelist|Decoder .* not found|Unknown decoder|Unsupported codec|Could not find tag for codec|matches no streams/i, 'unsupported-codec'],
  [/End of file|Connection reset|Broken pipe/i, 'dropped'],
  [/No route to host|Network is unreachable|timed out|Immediate exit requested/i, 'no-answer'],
];

export interface Ending {
  readonly errors: readonly string[];
  readonly exitCode?: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly elapsedMs: number;
  /** How long FFmpeg was told to wait for an answer. */
  readonly timeoutMs: number;
  /** The camera has described its stream. */
  readonly answered: boolean;
  readonly hadMedia: boolean;
}

/**
 * Tells why an FFmpeg that nobody stopped has ended. A camera that accepts the connection and says nothing makes FFmpeg complain of invalid
 * data after its time-out, without a word of time; one that closes a running stream makes it end as if all were well.
 */
export function failureOf({ errors, exitCode, signal, elapsedMs, timeoutMs, answered, hadMedia }: Ending): Failure {
  if (signal) return failure('killed');
  const words = errors.join('\n');
  const sign = SIGNS.find(([pattern]) => pattern.test(words))?.[1];
  const late = elapsedMs >= timeoutMs * 0.9;
  const unnamed = answered ? 'no-media' : late ? 'no-answer' : /Invalid data found/.test(words) ? 'unsupported-codec' : 'unknown';
  const code = hadMedia || exitCode === 0 ? 'dropped' : (sign ?? unnamed);
  const detail = code === 'unknown' ? errors.at(-1) : undefined;
  return { code, text: detail ? `${TEXTS[code]}: ${detail}` : TEXTS[code] };
}

export function failure(code: FailureCode): Failure {
  return { code, text: TEXTS[code] };
}

/** A camera that cannot be played, for those who asked for it. */
export class CameraFailure extends Error {
  override readonly name = 'CameraFailure';
  readonly code: FailureCode;

  constructor({ code, text }: Failure) {
    super(text);
    this.code = code;
  }
}

/** The HTTP status for a viewer: what nobody but a person can mend is told apart from what may pass. */
export function statusOf(code: FailureCode): 403 | 404 | 502 | 504 {
  if (code === 'not-found' || code === 'no-file') return 404;
  if (code === 'unauthorised') return 403;
  return code === 'no-answer' ? 504 : 502;
}

/** Why a camera gives no picture. */
export type FailureCode =
  | 'refused'
  | 'not-found'
  | 'unauthorised'
  | 'rejected'
  | 'no-answer'
  | 'no-media'
  | 'dropped'
  | 'unsupported-codec'
  | 'bad-host'
  | 'no-file'
  | 'taken'
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
  rejected: 'the camera answers with an error',
  'no-answer': 'the camera does not answer: is it in the same network, and is the address right?',
  'no-media': 'the camera answers but sends no pictures: is its stream switched on?',
  dropped: 'the camera ended the stream',
  'unsupported-codec': 'the camera sends something that cannot be decoded here',
  'bad-host': 'there is no host of this name',
  'no-file': 'the file cannot be read',
  taken: 'somebody else publishes this camera’s path at MediaMTX: end that, or give the camera another name',
  killed: 'FFmpeg was ended by another program, or because memory ran out',
  stopped: 'the camera was stopped on purpose; play it again to start it',
  unknown: 'FFmpeg ended without a reason that is known',
};

/** Nothing came before the end; FFmpeg says the same of what is no RTSP. */
const NEVER_BEGAN = 'what listens at the camera’s address ended the connection before there were pictures: is this its port for RTSP, and does it take another viewer?';
/** The camera's own answer. FFmpeg has a line of its own for 400. */
const ANSWER = /method \w+ failed: (\d{3}.*)|Server returned (\d.*)/;

/** FFmpeg's words, most telling first. Its exit code says only that it failed. */
const SIGNS: readonly (readonly [RegExp, FailureCode])[] = [
  [/Connection refused/i, 'refused'],
  [/404 Not Found|method (?:DESCRIBE|SETUP) failed: 404/i, 'not-found'],
  [/401 Unauthorized|403 Forbidden|authorization failed/i, 'unauthorised'],
  [ANSWER, 'rejected'],
  [/Failed to resolve hostname|Name or service not known|No address associated/i, 'bad-host'],
  [/No such file|Permission denied/i, 'no-file'],
  [/does not contain any stream|matches no streams/i, 'no-media'],
  [/\(Video: none\b|Format not on whitelist|Decoder .* not found|Unknown decoder|Unsupported codec|Could not find tag for codec/i, 'unsupported-codec'],
  [/End of file|Connection reset|Broken pipe/i, 'dropped'],
  [/No route to host|Network is unreachable|Immediate exit requested/i, 'no-answer'],
];

export interface Ending {
  readonly errors: readonly string[];
  readonly exitCode?: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Since the connection. */
  readonly waitedMs: number;
  /** How long FFmpeg was told to wait for an answer; undefined for a file, which answers nothing. */
  readonly timeoutMs: number | undefined;
  /** The camera has described its stream. */
  readonly answered: boolean;
  readonly hadMedia: boolean;
}

/** Tells why an FFmpeg that nobody stopped has ended. One whose camera closes a running stream ends as if all were well. */
export function failureOf(ending: Ending): Failure {
  const { errors, exitCode, signal, hadMedia } = ending;
  if (signal) return failure('killed');
  if (hadMedia || exitCode === 0) return failure('dropped');
  const words = errors.join('\n');
  const sign = SIGNS.find(([pattern]) => pattern.test(words))?.[1];
  if (sign === undefined) return unnamed(words, ending);
  const [, answer, other = ''] = (sign === 'rejected' && ANSWER.exec(words)) || [];
  return sign === 'rejected' ? { code: sign, text: `${TEXTS[sign]}: ${answer ?? other}` } : failure(sign);
}

/**
 * FFmpeg complains of invalid data, without a word of time, when the camera says nothing until the time-out, and also when the connection ends
 * before it or what comes is no RTSP: the time tells which.
 */
function unnamed(words: string, { errors, waitedMs, timeoutMs, answered }: Ending): Failure {
  const isInvalid = /Invalid data found/.test(words);
  if (timeoutMs === undefined && isInvalid) return failure('unsupported-codec');
  if (timeoutMs !== undefined && hasTimedOut(words, waitedMs, timeoutMs)) return failure(answered ? 'no-media' : 'no-answer');
  if (answered && /after EOF/.test(words)) return failure('dropped');
  if (isInvalid || /Operation not permitted/.test(words)) return { code: 'dropped', text: NEVER_BEGAN };
  const detail = errors.at(-1);
  return { code: 'unknown', text: detail ? `${TEXTS.unknown}: ${detail}` : TEXTS.unknown };
}

function hasTimedOut(words: string, waitedMs: number, timeoutMs: number): boolean {
  return /timed out/.test(words) || waitedMs >= timeoutMs * 0.9;
}

export function failure(code: FailureCode): Failure {
  return { code, text: TEXTS[code] };
}

/** A camera that cannot be played, for those who asked for it. */
export class CameraFailure extends Error {
  override readonly name = 'CameraFailure';
  readonly code: FailureCode;
  readonly failure: Failure;

  constructor(why: Failure) {
    super(why.text);
    this.code = why.code;
    this.failure = why;
  }
}

/** The HTTP status for a viewer: what nobody but a person can mend is told apart from what may pass. */
export function statusOf(code: FailureCode): 403 | 404 | 409 | 502 | 504 {
  if (code === 'taken') return 409;
  if (code === 'not-found' || code === 'no-file') return 404;
  if (code === 'unauthorised') return 403;
  return code === 'no-answer' ? 504 : 502;
}

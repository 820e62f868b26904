import { WhepError } from '../whep/whep-error.ts';

/** What our camera server tells of a camera that gives no picture, and whether trying again by itself can help. */
const CAMERA_REASONS = {
  refused: true,
  'not-found': false,
  unauthorised: false,
  rejected: true,
  'no-answer': true,
  'no-media': true,
  dropped: true,
  'unsupported-codec': false,
  'bad-host': false,
  'no-file': false,
  taken: true,
  killed: true,
  stopped: false,
} as const;

type CameraReason = keyof typeof CAMERA_REASONS;

export type FailureReason =
  | 'unreachable'
  | 'not-found'
  | 'unauthorised'
  | 'refused-offer'
  | 'server-error'
  | 'no-answer'
  | 'no-connection'
  | 'no-picture'
  | 'frozen'
  | 'unknown'
  | `camera-${CameraReason}`;

/** Why a camera does not play. */
export interface Failure {
  readonly reason: FailureReason;
  /** What the server itself said, where the reason does not say it all; or empty. */
  readonly words: string;
  /** Whether trying again without a change by somebody can help. */
  readonly retryable: boolean;
}

/** A failure that the viewer itself found out. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(reason);
    this.reason = reason;
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof WhepError) {
    if (isCameraReason(error.code)) return { reason: `camera-${error.code}`, words: error.code === 'rejected' ? error.words : '', retryable: CAMERA_REASONS[error.code] };
    const reason = reasonOfStatus(error.status);
    return { reason, words: error.words, retryable: reason === 'server-error' };
  }
  if (error instanceof CameraError) return { reason: error.reason, words: '', retryable: true };
  // fetch rejects with a TypeError when there is no server, no network, or no permission by CORS; it does not say which.
  if (error instanceof TypeError) return { reason: 'unreachable', words: '', retryable: true };
  return { reason: 'unknown', words: error instanceof Error ? error.message : String(error), retryable: true };
}

function isCameraReason(code: string): code is CameraReason {
  return Object.hasOwn(CAMERA_REASONS, code);
}

function reasonOfStatus(status: number): FailureReason {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 404) return 'not-found';
  return status >= 500 || status === 408 || status === 429 ? 'server-error' : 'refused-offer';
}

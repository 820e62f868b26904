import { WhepError } from '../whep/whep-error.ts';

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
  | 'unknown';

/** Why a camera does not play. `words` is what the server itself said, or empty. */
export interface Failure {
  readonly reason: FailureReason;
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
    const reason = reasonOfStatus(error.status);
    return { reason, words: error.words, retryable: reason === 'server-error' };
  }
  if (error instanceof CameraError) return { reason: error.reason, words: '', retryable: true };
  // fetch rejects with a TypeError when there is no server, no network, or no permission by CORS; it does not say which.
  if (error instanceof TypeError) return { reason: 'unreachable', words: '', retryable: true };
  return { reason: 'unknown', words: error instanceof Error ? error.message : String(error), retryable: true };
}

function reasonOfStatus(status: number): FailureReason {
  if (status === 401 || status === 403) return 'unauthorised';
  if (status === 404) return 'not-found';
  if (status === 408 || status === 504) return 'server-error';
  return status >= 500 || status === 429 ? 'server-error' : 'refused-offer';
}

const MAX_WORDS = 300;

/** A WHEP server said no. `words` is its own reason, cut short; it is text from outside, to be shown as text only. */
export class WhepError extends Error {
  override readonly name = 'WhepError';
  readonly status: number;
  readonly words: string;

  constructor(method: string, status: number, words: string) {
    super(`${method} was answered with ${status}${words ? `: ${words}` : ''}`);
    this.status = status;
    this.words = words;
  }

  /** Reads MediaMTX's error shape `{"status":"error","error":"…"}`, or plain text. */
  static async from(method: string, response: Response): Promise<WhepError> {
    const body = (await response.text().catch(() => '')).slice(0, 10_000);
    return new WhepError(method, response.status, wordsOf(body).slice(0, MAX_WORDS));
  }
}

function wordsOf(body: string): string {
  try {
    const error = (JSON.parse(body) as { error?: unknown } | null)?.error;
    return typeof error === 'string' ? error : '';
  } catch {
    // A proxy's HTML page says nothing to a person who looks at a camera.
    return /^\s*</.test(body) ? '' : body.trim();
  }
}

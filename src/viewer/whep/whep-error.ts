const MAX_WORDS = 300;

/** What a server says of its refusal: text from outside, cut short, to be shown as text only. */
interface Reason {
  readonly words: string;
  /** Our camera server's word for why the camera itself gives no picture; empty with any other server. */
  readonly code: string;
}

/** A WHEP server said no. */
export class WhepError extends Error {
  override readonly name = 'WhepError';
  readonly status: number;
  readonly words: string;
  readonly code: string;

  constructor(method: string, status: number, { words, code }: Reason) {
    super(`${method} was answered with ${status}${words ? `: ${words}` : ''}`);
    this.status = status;
    this.words = words;
    this.code = code;
  }

  /** Reads MediaMTX's error shape `{"status":"error","error":"…"}`, or plain text. */
  static async from(method: string, response: Response): Promise<WhepError> {
    const body = (await response.text().catch(() => '')).slice(0, 10_000);
    return new WhepError(method, response.status, reasonIn(body));
  }
}

function reasonIn(body: string): Reason {
  try {
    const { error, code } = (JSON.parse(body) ?? {}) as { error?: unknown; code?: unknown };
    return { words: typeof error === 'string' ? error.slice(0, MAX_WORDS) : '', code: typeof code === 'string' ? code : '' };
  } catch {
    // A proxy's HTML page says nothing to a person who looks at a camera.
    return { words: /^\s*</.test(body) ? '' : body.trim().slice(0, MAX_WORDS), code: '' };
  }
}

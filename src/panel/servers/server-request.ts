import type { ServerLink } from '../../core/endpoints/server-snapshot.ts';
import type { Credentials } from '../../platform/credentials.ts';

const TIMEOUT_MS = 4_000;
/** Ending a process is awaited by the server: it may take the time of a graceful stop and of a forced one. */
const CHANGE_TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 4_000_000;

/** Why a server gave nothing that can be read, as the state of its link. `status`: the HTTP answer, if there was one. */
export class LinkError extends Error {
  readonly link: Exclude<ServerLink, 'ok'>;
  readonly status: number | undefined;

  constructor(link: Exclude<ServerLink, 'ok'>, message: string, status?: number) {
    super(message);
    this.link = link;
    this.status = status;
  }
}

/** What a request to a server may use. */
export interface Access {
  readonly credentials: Credentials | undefined;
  /** Whether the user allowed the extension to read from the host. Without it, only what the server's CORS allows can be read. */
  readonly hasPermission: () => Promise<boolean>;
  /** Ends the request: nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * GETs a text of at most 4 MB within 4 s.
 * @throws LinkError
 */
export async function getText(url: string, access: Access): Promise<string> {
  const answer = await send(url, 'GET', access, TIMEOUT_MS);
  return readBounded(answer);
}

/**
 * POSTs to change something: the answer's body is of no interest unless it refuses.
 * @throws LinkError with the server's own reason
 */
export async function post(url: string, access: Access): Promise<void> {
  await send(url, 'POST', access, CHANGE_TIMEOUT_MS);
}

async function send(url: string, method: 'GET' | 'POST', access: Access, timeoutMs: number): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const init: RequestInit = {
    method,
    headers: authorization(access.credentials),
    signal: AbortSignal.any([access.signal, timeout]),
    // Only what the user gave for this server goes to it, and to no other that it points to.
    credentials: 'omit',
    redirect: 'manual',
    cache: 'no-store',
  };
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if (timeout.aborted) throw new LinkError('down', `no answer within ${timeoutMs / 1_000} s`);
    if (access.signal.aborted || !(error instanceof TypeError)) throw error;
    // `fetch` does not tell a server that is not there from one whose answer the browser keeps to itself.
    if (await access.hasPermission()) throw new LinkError('down', 'nothing answers at this address');
    throw new LinkError('permission', 'no answer that the browser lets the extension read: allow its host');
  }
  if (answer.ok) return answer;
  if (answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400)) throw new LinkError('garbage', 'it redirects to another address; enter that one');
  const reason = await readBounded(answer).then(reasonIn, () => '');
  const message = `answered ${answer.status}${reason ? `: ${reason}` : ''}`;
  throw new LinkError(linkOf(answer.status), message, answer.status);
}

function linkOf(status: number): Exclude<ServerLink, 'ok'> {
  if (status === 401 || status === 403) return 'unauthorised';
  return status >= 500 ? 'down' : 'garbage';
}

function authorization(credentials: Credentials | undefined): Record<string, string> {
  if (!credentials) return {};
  if (credentials.scheme === 'bearer') return { Authorization: `Bearer ${credentials.token}` };
  const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

async function readBounded(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new LinkError('garbage', `its answer is larger than ${MAX_BODY_BYTES / 1_000_000} MB`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

/** The reason in an error's body: MediaMTX and most others send `{"error": "…"}`. */
function reasonIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === 'string' ? error.slice(0, 200) : '';
  } catch {
    return '';
  }
}

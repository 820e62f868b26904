import { parseIceServers } from './ice-servers.ts';
import { sendWhenOnline } from '../server/when-online.ts';
import { sleep } from '../sleep.ts';
import { WhepError } from './whep-error.ts';

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';

/** An answer that is under way already is waited for: from a server that is near, and a camera that plays, it comes in this time. */
const ANSWER_WITHIN_MS = 300;

/** What is known of a server before it is asked. */
export interface WhepServer {
  readonly authorization?: string | undefined;
  /** It ends what it has begun for an offer when that request is aborted. */
  readonly endsAborted?: boolean;
}

/**
 * One WHEP session (draft-ietf-wish-whep): OPTIONS, POST, PATCH, DELETE. It knows HTTP and nothing of RTCPeerConnection.
 * @throws WhepError when the server says no, TypeError when it cannot be reached
 */
export class WhepSession {
  readonly #url: URL;
  readonly #server: WhepServer;
  readonly #abort = new AbortController();
  #posted: Promise<void> | undefined;
  #resource: URL | undefined;
  #id: string | undefined;
  #etag = '*';
  #trickles = true;

  constructor(url: URL, server: WhepServer = {}) {
    this.#url = url;
    this.#server = server;
  }

  /** Whether the server takes candidates one by one. Known for certain only after a PATCH. */
  get trickles(): boolean {
    return this.#trickles;
  }

  /** Whether the server has a session that nobody has deleted. */
  get isOpen(): boolean {
    return this.#resource !== undefined;
  }

  /** What the server's own list calls it, where it says so. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Settles when no offer is under way any more. */
  get posted(): Promise<void> | undefined {
    return this.#posted;
  }

  async iceServers(signal: AbortSignal): Promise<RTCIceServer[]> {
    const response = await this.#request('OPTIONS', this.#url, { signal });
    // A server without OPTIONS has no ICE servers to tell; whether the camera exists is for POST to find out.
    return response.ok ? parseIceServers(response.headers.get('Link')) : [];
  }

  /**
   * Sends the offer and returns the answer's SDP. It takes no AbortSignal on purpose: the server may have made the session already, and only
   * its answer tells the address at which to delete it. `delete` knows when it may be aborted.
   */
  post(offer: string): Promise<string> {
    const answer = this.#post(offer);
    this.#posted = answer.then(() => undefined, () => undefined);
    return answer;
  }

  async #post(offer: string): Promise<string> {
    const response = await this.#request('POST', this.#url, { headers: { 'Content-Type': SDP }, body: offer, signal: this.#abort.signal });
    if (response.status !== 201) throw await WhepError.from('POST', response);
    const location = response.headers.get('Location');
    this.#resource = location ? resolveLocation(this.#url, location) : undefined;
    this.#id = response.headers.get('ID') ?? undefined;
    this.#etag = response.headers.get('ETag') ?? '*';
    return response.text();
  }

  /** Sends candidates. A server that does not trickle is not an error: it finds the browser by its connectivity checks. */
  async trickle(fragment: string, signal: AbortSignal): Promise<void> {
    if (!this.#resource || !this.#trickles) return;
    const response = await this.#patch(fragment, this.#etag, signal);
    this.#trickles = response.ok;
  }

  /** Sends the fragment of an ICE restart and returns the server's. */
  async restart(fragment: string, signal: AbortSignal): Promise<string> {
    if (!this.#resource) throw new Error('there is no session to restart');
    // "*" asks for a restart whatever the server's last tag was (RFC 9725 section 4.3.3).
    const response = await this.#patch(fragment, '*', signal);
    if (response.status !== 200) throw await WhepError.from('PATCH', response);
    this.#etag = response.headers.get('ETag') ?? '*';
    return response.text();
  }

  #patch(fragment: string, etag: string, signal: AbortSignal): Promise<Response> {
    const headers = { 'Content-Type': FRAGMENT, 'If-Match': etag };
    return this.#request('PATCH', this.#resource as URL, { headers, body: fragment, signal });
  }

  /** Whether its offer was aborted, so that the server ends it by itself, in a moment. */
  get isAborted(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Ends the session on the server; waits for an offer that is still under way, or aborts it. Doing it twice sends one DELETE. */
  async delete(): Promise<void> {
    if (!this.#resource && this.#posted) await this.#answered(this.#posted);
    const resource = this.#resource;
    this.#resource = undefined;
    if (!resource) return;
    // keepalive lets the request outlive the page, so that closing the tab ends the session too.
    const send = (): Promise<Response> => this.#request('DELETE', resource, { keepalive: true });
    const response = await send().catch((error: unknown) => {
      sendWhenOnline(resource.href, error, send);
      throw error;
    });
    if (!response.ok && response.status !== 404) throw await WhepError.from('DELETE', response);
  }

  async #answered(posted: Promise<void>): Promise<void> {
    if (!this.#server.endsAborted) return posted;
    const isAnswered = await Promise.race([posted.then(() => true), sleep(ANSWER_WITHIN_MS)]);
    if (!isAnswered) this.#abort.abort();
    return posted;
  }

  #request(method: string, url: URL, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    // A Location may point to another host; the credentials are for this one only.
    const { authorization } = this.#server;
    const headers = authorization && url.origin === this.#url.origin ? { ...init.headers, Authorization: authorization } : init.headers;
    return fetch(url, { ...init, method, ...(headers && { headers }), cache: 'no-store', credentials: 'omit' });
  }
}

/**
 * The session's address, resolved against the WHEP URL. A server behind a proxy that strips a path prefix answers with the path as the
 * server itself knows it ("/cam1/whep/<id>" for "/media/cam1/whep"); sent there, the DELETE would miss, so the prefix is put back.
 */
export function resolveLocation(whepUrl: URL, location: string): URL {
  const url = new URL(location, whepUrl);
  if (url.origin !== whepUrl.origin || url.pathname.startsWith(`${whepUrl.pathname}/`)) return url;
  for (let at = whepUrl.pathname.indexOf('/', 1); at > 0; at = whepUrl.pathname.indexOf('/', at + 1)) {
    if (url.pathname.startsWith(`${whepUrl.pathname.slice(at)}/`)) {
      url.pathname = whepUrl.pathname.slice(0, at) + url.pathname;
      return url;
    }
  }
  return url;
}

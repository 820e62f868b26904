import { parseIceServers } from './ice-servers.ts';
import { WhepError } from './whep-error.ts';

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';

/**
 * One WHEP session (draft-ietf-wish-whep): OPTIONS, POST, PATCH, DELETE. It knows HTTP and nothing of RTCPeerConnection.
 * @throws WhepError when the server says no, TypeError when it cannot be reached
 */
export class WhepSession {
  readonly #url: URL;
  readonly #authorization: string | undefined;
  #posted: Promise<void> | undefined;
  #resource: URL | undefined;
  #etag = '*';
  #trickles = true;

  constructor(url: URL, authorization?: string) {
    this.#url = url;
    this.#authorization = authorization;
  }

  /** Whether the server takes candidates one by one. Known for certain only after a PATCH. */
  get trickles(): boolean {
    return this.#trickles;
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
   * its answer tells the address at which to delete it.
   */
  post(offer: string): Promise<string> {
    const answer = this.#post(offer);
    this.#posted = answer.then(() => undefined, () => undefined);
    return answer;
  }

  async #post(offer: string): Promise<string> {
    const response = await this.#request('POST', this.#url, { headers: { 'Content-Type': SDP }, body: offer });
    if (response.status !== 201) throw await WhepError.from('POST', response);
    const location = response.headers.get('Location');
    this.#resource = location ? resolveLocation(this.#url, location) : undefined;
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

  /** Ends the session on the server; waits for an offer that is still under way. Doing it twice sends one DELETE. */
  async delete(): Promise<void> {
    if (!this.#resource) await this.#posted;
    const resource = this.#resource;
    this.#resource = undefined;
    if (!resource) return;
    // keepalive lets the request outlive the page, so that closing the tab ends the session too.
    const response = await this.#request('DELETE', resource, { keepalive: true });
    if (!response.ok && response.status !== 404) throw await WhepError.from('DELETE', response);
  }

  #request(method: string, url: URL, init: RequestInit & { headers?: Record<string, string> }): Promise<Response> {
    // A Location may point to another host; the credentials are for this one only.
    const authorization = this.#authorization && url.origin === this.#url.origin ? { Authorization: this.#authorization } : {};
    return fetch(url, { ...init, method, headers: { ...init.headers, ...authorization }, cache: 'no-store', credentials: 'omit' });
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

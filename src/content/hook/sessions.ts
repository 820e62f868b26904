import type { SessionProps } from '../../core/ledger/kinds.ts';
import type { Context } from './context.ts';
import type { Tracked } from './objects.ts';

export interface Sessions {
  /** Sends the DELETE that the page left out; rejects when the server does not answer or refuses it. */
  remove(tracked: Tracked<'session'>): Promise<void>;
}

interface Wanted {
  readonly session: Tracked<'session'>;
  readonly deletes?: string;
}

const SDP = 'application/sdp';
const GONE = [404, 410];

/**
 * WHEP and WHIP sessions: a POST of SDP, and the DELETE to what it gave as `Location`. Of all other requests nothing is looked at but method
 * and address; no body of an answer is ever read.
 */
export function trackSessions({ realm, natives, patch, objects }: Context): Sessions {
  const { Request, Response, Headers, URL } = realm;
  const requestMethod = natives.getter<string>(Request.prototype, 'method');
  const requestUrl = natives.getter<string>(Request.prototype, 'url');
  const requestHeaders = natives.getter<object>(Request.prototype, 'headers');
  const status = natives.getter<number>(Response.prototype, 'status');
  const responseUrl = natives.getter<string>(Response.prototype, 'url');
  const responseHeaders = natives.getter<object>(Response.prototype, 'headers');
  const headerOf = natives.method<string | null>(Headers.prototype, 'get');
  const localDescription = natives.getter<object | null>(realm.RTCPeerConnection?.prototype as object | undefined, 'localDescription');
  const signalingState = natives.getter<string>(realm.RTCPeerConnection?.prototype as object | undefined, 'signalingState');
  const sdpOf = natives.getter<string>(realm.RTCSessionDescription?.prototype as object | undefined, 'sdp');
  const href = natives.getter<string>(URL.prototype, 'href');
  const nativeFetch = realm.fetch.bind(realm);
  /** Ours, not the page's: they stand for requests, which have no object of their own. */
  const open: object[] = [];

  const isRequest = (value: unknown): value is object => {
    try {
      return typeof value === 'object' && value !== null && requestMethod(value) !== undefined;
    } catch {
      return false;
    }
  };
  /** Of a URL object; anything else that is no string is the page's own, and turning it into one would run the page's code. */
  const hrefOf = (value: unknown): string | undefined => {
    try {
      return typeof value === 'object' && value !== null ? href(value) : undefined;
    } catch {
      return undefined;
    }
  };
  const own = (object: unknown, name: string): unknown =>
    typeof object === 'object' && object !== null ? natives.getDescriptor(object, name)?.value : undefined;
  const contentType = (headers: unknown): string => {
    if (typeof headers !== 'object' || headers === null) return '';
    try {
      return headerOf(headers, 'content-type') ?? '';
    } catch {
      const names = natives.keys(headers);
      for (let i = 0; i < names.length; i += 1) {
        const value = own(headers, names[i] as string);
        if (natives.isArray(value) && String(value[0]).toLowerCase() === 'content-type') return String(value[1]);
        if ((names[i] as string).toLowerCase() === 'content-type') return String(value);
      }
      return '';
    }
  };
  const resolve = (address: string, base: string): string => {
    try {
      return new URL(address, base).href;
    } catch {
      return '';
    }
  };
  const served = (body: unknown): Tracked<'peer'> | undefined => {
    const fragment = typeof body === 'string' ? /a=ice-ufrag:(\S+)/.exec(body)?.[1] : undefined;
    let found: Tracked<'peer'> | undefined;
    objects.forEach('peer', (tracked, peer) => {
      if (tracked.ended || signalingState(peer) === 'closed') return;
      const description = localDescription(peer);
      const sdp = description ? sdpOf(description) : undefined;
      if (fragment ? sdp?.includes(`a=ice-ufrag:${fragment}`) : signalingState(peer) === 'have-local-offer') found = tracked;
    });
    return found;
  };

  const posted = (url: string, body: unknown): Wanted => {
    const token = {};
    open[open.length] = token;
    const path = url.replace(/[?#].*$/, '').replace(/^(\w+:\/\/)[^/@]*@/, '$1');
    const named = /\/([^/]+)\/(?:whep|whip)\/?$/.exec(path)?.[1] ?? /[?&](?:src|path|stream|id)=([^&#]+)/.exec(url)?.[1] ?? /([^/]+)\/?$/.exec(path)?.[1] ?? '';
    const protocol = /whip/i.test(path) ? 'whip' : 'whep';
    const session = objects.add('session', token, { protocol, url: path, camera: named.slice(0, 80) }, true);
    const peer = served(body);
    if (peer) objects.link(session, peer, 'serves');
    return { session };
  };

  /** The session that a DELETE means: by its location, by an address below the POST's, or by the same last part. */
  const meant = (url: string): Tracked<'session'> | undefined => {
    const last = url.slice(url.lastIndexOf('/') + 1);
    let below: Tracked<'session'> | undefined;
    let exact: Tracked<'session'> | undefined;
    objects.forEach('session', (session) => {
      const { location = '', url: base } = session.props;
      if (session.ended) return;
      if (location === url) exact = session;
      else if (url.startsWith(`${base}/`) || (last && location.endsWith(`/${last}`))) below = session;
    });
    return exact ?? below;
  };

  const wants = (_: object, args: ArrayLike<unknown>): Wanted | undefined => {
    const first = args[0];
    const init = args[1];
    const request = isRequest(first) ? first : undefined;
    const address = typeof first === 'string' ? first : request ? requestUrl(request) : hrefOf(first);
    if (!address) return undefined;
    const method = String(own(init, 'method') ?? (request ? requestMethod(request) : 'GET'));
    const type = () => contentType(own(init, 'headers') ?? (request ? requestHeaders(request) : undefined));
    return begun(method, address, type, own(init, 'body'));
  };

  const begun = (name: string, address: string, type: () => string, body: unknown): Wanted | undefined => {
    const method = name.toUpperCase();
    if (method !== 'POST' && method !== 'DELETE') return undefined;
    const url = resolve(address, realm.document.baseURI);
    if (method === 'DELETE') {
      const session = meant(url);
      return session && { session, deletes: url };
    }
    return type().toLowerCase().startsWith(SDP) ? posted(url, body) : undefined;
  };

  const forget = (session: Tracked<'session'>): void => {
    const object = objects.object(session);
    for (let i = 0; i < open.length; i += 1) if (open[i] === object) natives.arraySplice(open, i, 1);
  };
  const deleted = (session: Tracked<'session'>, url: string, code: number, by: 'page' | 'inspector'): void => {
    objects.change(session, { deleteUrl: url, deleteStatus: code });
    if ((code >= 200 && code < 300) || (url === session.props.location && GONE.includes(code))) {
      objects.end(session, by);
      forget(session);
    }
  };

  const answered = ({ session, deletes }: Wanted, code: number, url: string, header: (name: string) => string | null | undefined): void => {
    if (deletes !== undefined) return deleted(session, deletes, code, 'page');
    const props: Partial<SessionProps> = { status: code };
    const location = header('location');
    const serverId = header('id');
    if (location) props.location = resolve(location, url || session.props.url);
    if (serverId) props.serverId = serverId.slice(0, 100);
    objects.change(session, props);
    if (code >= 400) forget(session);
  };

  patch.promise(
    realm,
    'fetch',
    wants,
    (answer, wanted: Wanted) => {
      const response = answer as object;
      const headers = responseHeaders(response);
      answered(wanted, status(response) ?? 0, responseUrl(response) ?? '', (name) => headers && headerOf(headers, name));
    },
    (wanted: Wanted) => answered(wanted, 0, '', () => null),
  );

  const xhr = realm.XMLHttpRequest.prototype;
  const requests = natives.newWeakMap() as WeakMap<object, { readonly method: string; readonly url: string; type: string; wanted?: Wanted }>;
  const xhrStatus = natives.getter<number>(xhr, 'status');
  const xhrUrl = natives.getter<string>(xhr, 'responseURL');
  const xhrHeaders = natives.method<string>(xhr, 'getAllResponseHeaders');
  const eventTarget = natives.getter<object>(realm.Event.prototype, 'target');
  const onDone = (event: Event): void => {
    try {
      const request = eventTarget(event) as object;
      const { wanted } = natives.weakGet(requests, request) ?? {};
      // Asked for one that the server does not expose, the browser would complain in the page's console.
      const all = xhrHeaders(request) ?? '';
      if (wanted) answered(wanted, xhrStatus(request) ?? 0, xhrUrl(request) ?? '', (name) => new RegExp(`^${name}: (.*)$`, 'im').exec(all)?.[1]);
    } catch {
      // The page must never feel the observer.
    }
  };
  patch.method(xhr, 'open', (request, args) => {
    const url = typeof args[1] === 'string' ? args[1] : hrefOf(args[1]);
    if (url) natives.weakSet(requests, request, { method: String(args[0]), url, type: '' });
  });
  patch.method(xhr, 'setRequestHeader', (request, args) => {
    const entry = natives.weakGet(requests, request);
    if (entry && String(args[0]).toLowerCase() === 'content-type') entry.type = String(args[1]);
  });
  patch.method(xhr, 'send', (request, args) => {
    const entry = natives.weakGet(requests, request);
    const wanted = entry && begun(entry.method, entry.url, () => entry.type, args[0]);
    if (!entry || !wanted) return;
    entry.wanted = wanted;
    natives.addEventListener(request, 'loadend', onDone);
  });

  return {
    async remove(session) {
      const { location } = session.props;
      if (!location) throw new Error('the server gave no Location');
      const answer = await nativeFetch(location, { method: 'DELETE', keepalive: true });
      deleted(session, location, answer.status, 'inspector');
      if (!answer.ok && !GONE.includes(answer.status)) throw new Error(`the server answered ${answer.status}`);
    },
  };
}

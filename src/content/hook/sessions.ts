import type { Actor } from '../../core/ledger/facts.ts';

import { baseURIOf } from './elements.ts';
import { take } from './interfaces.ts';
import { bare, document, Error, fetch, URL } from './natives.ts';
import { change, eachObject, end, link, see, watch, type Tracked } from './objects.ts';
import { quietly } from './patch.ts';
import { localDescriptionOf, signalingStateOf } from './peers.ts';
import { endsWith, includes, match, shorten, startsWith, toUpperCase, withoutSecrets } from './text.ts';

/** Takes the answer to a request of interest; status 0: there was none. */
export type Answered = (status: number, url?: string, header?: (name: string) => string | null | undefined) => void;

const [hrefOf] = take('URL', 'href');
export const [headersOf, statusOf, urlOf] = take('Response', 'headers status url');
const [sdpOf] = take('RTCSessionDescription', 'sdp');
/** Longer than any server takes. */
const MAX_ADDRESS = 4_000;

/** The connection whose offer has the mark, or without one the newest that waits for an answer. */
const served = (ufrag: string | undefined): Tracked | undefined => {
  let found: Tracked | undefined;
  eachObject('peer', (tracked, peer) => {
    const description = localDescriptionOf(peer);
    if (!description) return;
    if (ufrag ? includes(sdpOf(description), ufrag) : signalingStateOf(peer) === 'have-local-offer') found = tracked;
  });
  return found;
};

watch('session', 'w', undefined, '', undefined, (session) => {
  const peer = session.offer && served(session.offer);
  if (!peer) return;
  session.offer = '';
  link(session, 'serves', peer);
});

/** Bounded, since what reads the log takes no text of any length. */
const resolve = (address: string, base: string): string => shorten(quietly(() => hrefOf(new URL(address, base))) ?? '', MAX_ADDRESS);

const posted = (address: string, offer: string): Answered => {
  const url = withoutSecrets(address);
  const named = match(/\/([^/]+)\/wh[ei]p\/?$/, url) ?? match(/[?&](?:src|path|stream|id)=([^&#]+)/, address) ?? match(/([^/]*)\/?$/, url);
  const token = {};
  const session = see('session', token, { protocol: match(/whip/i, url) ? 'whip' : 'whep', url, camera: shorten(named?.[1] ?? '', 80) }, true);
  session.token = token;
  const ufrag = match(/a=ice-ufrag:\S+/, offer)?.[0];
  const peer = served(ufrag);
  if (!peer) session.offer = ufrag;
  link(session, 'serves', peer);
  return (status, from, header) => {
    const location = header?.('location');
    const serverId = header?.('id');
    change(session, {
      status,
      ...(location && { location: resolve(location, from || url) }),
      ...(serverId && { serverId: shorten(serverId, 100) }),
    });
    if (status > 399) session.token = undefined;
  };
};

const deleted = (session: Tracked<'session'>, deleteUrl: string, deleteStatus: number, by: Actor): void => {
  change(session, { deleteUrl, deleteStatus });
  const { location, url } = session.props;
  // What is not there any more under its own address is deleted, too; unless that address lacks what a proxy puts in front of the path, for then
  // nothing was ever there.
  const isOwn = deleteUrl === location && !match(/(\/\/[^/]+)(\/[^/]+\/).* .+\1(?!\2).+\2/, `${location} ${url}`);
  const isDone = isOwn ? /^(2..|404|410)$/ : /^2/;
  if (!match(isDone, `${deleteStatus}`)) return;
  end(session, by);
  session.token = undefined;
};

/** A DELETE means the session with that location, or else one with an address above it or with the same last part. */
const deleting = (url: string): Answered | undefined => {
  const last = match(/\/[^/]+$/, url)?.[0];
  let exact: Tracked<'session'> | undefined;
  let near: Tracked<'session'> | undefined;
  eachObject('session', (session: Tracked<'session'>) => {
    const { location = '', url: base } = session.props;
    if (session.ended) return;
    if (location === url) exact = session;
    else if (startsWith(url, `${base}/`) || (last && endsWith(location, last))) near = session;
  });
  const session = exact ?? near;
  return session && ((status) => deleted(session, url, status, 'page'));
};

/**
 * WHEP and WHIP sessions: a POST of SDP, and the DELETE to what it gave as `Location`. Of all other requests nothing is looked at but the method,
 * the address and whether the body is SDP; no body of an answer is ever read.
 * @param address text or a `URL`; anything else is the page's own, and turning it into text would run the page's code
 * @param offer the body, or else its content type
 * @returns undefined for a request of no interest
 */
export function begin(method: unknown, address: unknown, offer: unknown): Answered | undefined {
  const name = typeof method === 'string' && toUpperCase(method);
  const isOffer = name === 'POST' && typeof offer === 'string' && match(/^v=0|^application\/sdp/i, offer);
  if (!isOffer && name !== 'DELETE') return;
  const url = resolve(typeof address === 'string' ? address : hrefOf(address as object), baseURIOf(document));
  return isOffer ? posted(url, offer) : deleting(url);
}

/** Sends the DELETE that the page left out; rejects when the server does not answer or refuses it. */
export async function deleteSession(_: object, session: Tracked<'session'>): Promise<void> {
  const { location } = session.props;
  if (!location) throw new Error('the server gave no Location');
  const status = statusOf(await fetch(location, bare({ method: 'DELETE', keepalive: true })));
  deleted(session, location, status, 'inspector');
  if (!session.ended) throw new Error(`the server answered ${status}`);
}

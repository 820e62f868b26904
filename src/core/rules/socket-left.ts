import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sameLine } from '../ledger/line.ts';
import { madeWith } from '../ledger/made-with.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const OPEN = 1;
const FACTOR = 2;
/** For the newest, which may be kept for the next call. */
const LAST_FACTOR = 4;
/** So many that were left by one line show that it closes none. */
const PILE = 3;
/** A connection may be made a moment before its socket. */
const BEFORE_MS = 200;

/**
 * Signalling sockets pile up: the same line has opened another one to such an address since, and every connection of the older one's time is
 * closed, while the newer one has a connection of its own. One socket for all calls is right. Of a pile the newest is told as well, once its
 * connections are closed.
 */
export const socketLeft: Rule = {
  code: 'socket-left',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'socket').filter((socket) => socket.props.readyState === OPEN);
    return open.flatMap((socket) => {
      const alike = open.filter((other) => sameLine(other, socket) && isSamePurpose(other, socket));
      const next = alike.find((other) => other.createdAt > socket.createdAt);
      const own = peersBetween(ledger, socket, next);
      if ((!next && alike.length < PILE) || own.length === 0 || own.some((peer) => peer.endedAt === undefined)) return [];
      if (next && peersBetween(ledger, next).length === 0) return [];
      // Where the addresses differ, it has to be a switch: what went over the older one was closed, then the newer one was opened.
      if (next && next.props.url !== socket.props.url && own.some((peer) => (peer.endedAt ?? 0) > next.createdAt)) return [];
      const since = Math.max(next?.createdAt ?? 0, ...own.map((peer) => peer.endedAt ?? 0));
      if (now - since < settings.graceMs * (next ? FACTOR : LAST_FACTOR)) return [];
      return [
        pageFinding({
          code: 'socket-left',
          subject: socket,
          severity: 'warning',
          verdict: 'suspect',
          since,
          params: { url: socket.props.url, count: alike.length },
          related: next ? [{ role: 'newer', id: next.id }] : [],
        }),
      ];
    });
  },
};

/** To the same address; or to one beside it, as for another room, and opened on the same way through the page. */
function isSamePurpose(a: Entity<'socket'>, b: Entity<'socket'>): boolean {
  if (a.props.url === b.props.url) return true;
  // What called the outermost function may differ, or be out of sight after an await.
  const isSameWay = a.stack.every(({ function: name, url }, i) => b.stack[i] === undefined || (b.stack[i].function === name && b.stack[i].url === url));
  const parent = ({ props }: Entity<'socket'>): string => props.url.replace(/[^/]*\/?(?:[?#].*)?$/, '');
  return parent(a) === parent(b) && isSameWay;
}

/** The connections that were made in the time of a socket. */
function peersBetween(ledger: Ledger, socket: Entity<'socket'>, next?: Entity<'socket'>): Entity<'peer'>[] {
  return madeWith(ledger, socket, socket.createdAt - BEFORE_MS, next ? next.createdAt - BEFORE_MS : Infinity);
}

import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sameLine } from '../ledger/line.ts';
import { madeWith } from '../ledger/made-with.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const OPEN = 1;
const FACTOR = 2;
/** A connection may be made a moment before its socket. */
const BEFORE_MS = 200;

/**
 * Signalling sockets pile up: the same line has opened another one to such an address since, and every connection of the older one's time is
 * closed, while the newer one has a connection of its own. One socket for all calls is right.
 */
export const socketLeft: Rule = {
  code: 'socket-left',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'socket').filter((socket) => socket.props.readyState === OPEN);
    return open.flatMap((socket) => {
      const alike = open.filter((other) => sameLine(other, socket) && isSamePurpose(other, socket));
      const next = alike.find((other) => other.createdAt > socket.createdAt);
      if (!next) return [];
      const [own, later] = [peersBetween(ledger, socket, next), peersBetween(ledger, next)];
      if (own.length === 0 || later.length === 0 || own.some((peer) => peer.endedAt === undefined)) return [];
      // Where the addresses differ, it has to be a switch: what went over the older one was closed, then the newer one was opened.
      if (next.props.url !== socket.props.url && own.some((peer) => (peer.endedAt ?? 0) > next.createdAt)) return [];
      const since = Math.max(next.createdAt, ...own.map((peer) => peer.endedAt ?? 0));
      if (now - since < settings.graceMs * FACTOR) return [];
      return [
        pageFinding({
          code: 'socket-left',
          subject: socket,
          severity: 'warning',
          verdict: 'suspect',
          since,
          params: { url: socket.props.url, count: alike.length },
          related: [{ role: 'newer', id: next.id }],
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

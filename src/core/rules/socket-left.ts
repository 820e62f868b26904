import { liveInPage, sameSite } from '../ledger/in-page.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const OPEN = 1;
const MANY = 3;

/**
 * Signalling sockets pile up: the same line has opened several to one address, and the older ones are still open while no connection of
 * their time is. Two may be a hand-over; one is right.
 */
export const socketLeft: Rule = {
  code: 'socket-left',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'socket').filter((socket) => socket.props.readyState === OPEN);
    return open.flatMap((socket) => {
      const alike = open.filter((other) => other.document === socket.document && addressOf(other.props.url) === addressOf(socket.props.url) && sameSite(other, socket));
      const newer = alike.filter((other) => other.createdAt > socket.createdAt);
      const next = newer[0];
      if (alike.length < MANY || !next || now - next.createdAt < settings.graceMs) return [];
      const peers = [...ledger.byKind.peer.values()].filter((p) => p.createdAt >= socket.createdAt - 1_000 && p.createdAt < next.createdAt);
      if (peers.length === 0 || peers.some((peer) => peer.endedAt === undefined)) return [];
      return [
        pageFinding({
          code: 'socket-left',
          subject: socket,
          severity: 'warning',
          verdict: 'suspect',
          since: next.createdAt,
          params: { url: socket.props.url, count: alike.length },
          related: [{ role: 'newer', id: next.id }],
        }),
      ];
    });
  },
};

function addressOf(url: string): string {
  return url.replace(/[?#].*$/, '');
}

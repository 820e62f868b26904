import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { byLine, oneByOne } from '../ledger/line.ts';
import { madeWith } from '../ledger/made-with.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const MANY = 3;
const APART_MS = 100;
/** A player makes its connection and its listeners in one go. */
const TOGETHER_MS = 1_000;

/**
 * Listeners on the document or the window pile up: one line adds one for each connection and takes none back, though those connections are
 * closed. Each keeps its player, with element and stream, for as long as the page is there.
 */
export const listenerLeft: Rule = {
  code: 'listener-left',
  check(ledger, settings, now) {
    const listeners = liveInPage(ledger, 'holder').filter((holder) => holder.props.type === 'listener');
    return [...byLine(listeners).values()].flatMap((line) => {
      if (line.length < MANY || !oneByOne(line, APART_MS)) return [];
      return line.flatMap((listener) => {
        const closedAt = connectionOf(ledger, listener)?.endedAt;
        if (closedAt === undefined || now - closedAt < settings.graceMs) return [];
        return [
          pageFinding({
            code: 'listener-left',
            subject: listener,
            severity: 'warning',
            verdict: 'suspect',
            since: closedAt,
            params: { event: listener.props.state, count: line.length },
            targets: [],
          }),
        ];
      });
    });
  },
};

/** The connection that was made in the same go. */
function connectionOf(ledger: Ledger, listener: Entity<'holder'>): Entity<'peer'> | undefined {
  const distance = (peer: Entity): number => Math.abs(peer.createdAt - listener.createdAt);
  const near = madeWith(ledger, listener, listener.createdAt - TOGETHER_MS, listener.createdAt + TOGETHER_MS);
  return near.toSorted((a, b) => distance(a) - distance(b))[0];
}

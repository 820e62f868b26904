import { liveInPage } from '../ledger/in-page.ts';
import type { Entity } from '../ledger/ledger.ts';
import { byLine, oneByOne } from '../ledger/line.ts';
import { sources } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const MANY = 5;
/** A channel for one question and its answer. */
const FEW_MESSAGES = 4;
/** Channels for parallel work are opened in one go; an answer takes longer than that even from the same machine. */
const APART_MS = 1;
const FACTOR = 2;

/**
 * Data channels pile up on one connection: the same line opens one after the other, under the same name or for a message or two each, and
 * closes none, though nothing goes over them any more.
 */
export const channelLeft: Rule = {
  code: 'channel-left',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'channel').filter((channel) => channel.props.readyState === 'open' && channel.props.messages !== undefined);
    return [...byLine(open).values()].flatMap((line) =>
      line.flatMap((channel) => {
        const peer = sources(ledger, channel.id, 'carries', 'peer')[0];
        const onPeer = line.filter((other) => sources(ledger, other.id, 'carries', 'peer')[0] === peer);
        const alike = onPeer.every(isShort) ? onPeer : onPeer.filter((other) => other.props.label === channel.props.label);
        const newer = alike[alike.indexOf(channel) + 1];
        if (!newer || alike.length < MANY || !oneByOne(alike, APART_MS)) return [];
        const since = Math.max(channel.changedAt, newer.createdAt);
        if (now - since < settings.graceMs * FACTOR) return [];
        return [
          pageFinding({
            code: 'channel-left',
            subject: channel,
            severity: 'warning',
            verdict: 'suspect',
            since,
            params: { label: channel.props.label, count: alike.length },
            evidence: [{ key: 'evidence.messages', params: { count: channel.props.messages ?? 0 } }],
            related: peer ? [{ role: 'carried-by', id: peer.id }] : [],
          }),
        ];
      }),
    );
  },
};

function isShort({ props }: Entity<'channel'>): boolean {
  return (props.messages ?? Infinity) <= FEW_MESSAGES;
}

import { liveInPage } from '../ledger/in-page.ts';
import { sameLine } from '../ledger/line.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A player may be given its source some time later. */
const IDLE_FACTOR = 2;

/**
 * A MediaSource whose object URL was never revoked, and that no player has any more: the same line has made another one since, or it was
 * played and is not now. What it has buffered stays until the page is left.
 */
export const mediaSourceLeft: Rule = {
  code: 'media-source-left',
  check(ledger, settings, now) {
    const all = liveInPage(ledger, 'holder').filter((holder) => holder.props.type === 'media-source');
    return all.flatMap((holder) => {
      if (holder.props.state === 'playing') return [];
      const newer = all.find((other) => other.createdAt > holder.createdAt && sameLine(other, holder));
      // It changes when it is played for the first time, and when it is not any more.
      const wasPlayed = holder.changedAt > holder.createdAt;
      if (!newer && !wasPlayed) return [];
      const since = Math.max(newer?.createdAt ?? 0, holder.changedAt);
      if (now - since < settings.graceMs * (newer ? 1 : IDLE_FACTOR)) return [];
      return [
        pageFinding({
          code: 'media-source-left',
          subject: holder,
          severity: 'warning',
          verdict: 'suspect',
          since,
          variant: newer ? 'piled' : 'idle',
          related: newer ? [{ role: 'newer', id: newer.id }] : [],
          targets: [],
        }),
      ];
    });
  },
};

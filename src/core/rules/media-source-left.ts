import { liveInPage, sameSite } from '../ledger/in-page.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/**
 * A MediaSource whose object URL was never revoked, though the same line has made another one since: the fallback player of each camera
 * change stays, with all that it has buffered.
 */
export const mediaSourceLeft: Rule = {
  code: 'media-source-left',
  check(ledger, settings, now) {
    const all = liveInPage(ledger, 'holder').filter((holder) => holder.props.type === 'media-source');
    return all.flatMap((holder) => {
      const newer = all.find((other) => other.createdAt > holder.createdAt && sameSite(other, holder));
      if (!newer || holder.props.state === 'playing' || now - newer.createdAt < settings.graceMs) return [];
      return [
        pageFinding({
          code: 'media-source-left',
          subject: holder,
          severity: 'warning',
          verdict: 'suspect',
          since: newer.createdAt,
          related: [{ role: 'newer', id: newer.id }],
        }),
      ];
    });
  },
};

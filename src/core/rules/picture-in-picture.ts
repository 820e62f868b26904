import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const FACTOR = 2;

/** A video goes on in picture-in-picture though its view was removed from the page. Only a note: somebody may be watching it there. */
export const pictureInPicture: Rule = {
  code: 'picture-in-picture',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const { connected, pictureInPicture: isInPicture, removedAt, label } = element.props;
      if (connected || !isInPicture || removedAt === undefined || now - removedAt < settings.graceMs * FACTOR) return [];
      if (targets(ledger, element.id, 'plays', 'stream').length === 0) return [];
      return [
        pageFinding({ code: 'picture-in-picture', subject: element, severity: 'info', verdict: 'suspect', since: removedAt, params: { label } }),
      ];
    }),
};

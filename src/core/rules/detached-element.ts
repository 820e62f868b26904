import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const REMOVED_FACTOR = 2;
/** A helper element that never got a picture. */
const STUCK_FACTOR = 6;

/**
 * A video outside the document that still has a live picture. Only where it was in the document before, or where it never got a first
 * picture: a video that is made for drawing on a canvas or for analysis is never in the document, and is right so. Sound is not judged.
 */
export const detachedElement: Rule = {
  code: 'detached-element',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const { tag, connected, wasConnected, pictureInPicture, readyState, removedAt } = element.props;
      if (tag !== 'video' || connected || pictureInPicture) return [];
      const streams = targets(ledger, element.id, 'plays', 'stream');
      const isLive = streams.some((stream) => targets(ledger, stream.id, 'has', 'track').some((t) => t.endedAt === undefined && t.props.media === 'video'));
      if (!isLive) return [];
      const stuck = !wasConnected && readyState === 0;
      const since = wasConnected ? (removedAt ?? element.changedAt) : element.createdAt;
      const factor = wasConnected ? REMOVED_FACTOR : STUCK_FACTOR;
      if ((!wasConnected && !stuck) || now - since < settings.graceMs * factor) return [];
      return [
        pageFinding({
          code: 'detached-element',
          subject: element,
          severity: 'warning',
          verdict: 'suspect',
          since,
          variant: stuck ? 'stuck' : 'removed',
          params: { label: element.props.label },
        }),
      ];
    }),
};

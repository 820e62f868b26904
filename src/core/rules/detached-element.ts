import { goneAt } from '../ledger/gone.ts';
import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A page may take a player out of the document and put it back elsewhere. */
const REMOVED_FACTOR = 2;
/** A page may prepare a player before it puts it in. */
const UNSEEN_FACTOR = 4;

/**
 * A video outside the document that still has a live picture: it was taken out, or it was never in, makes no sound, and nothing is drawn from
 * it. One that is drawn on a canvas or analysed is right so, and so is sound.
 */
export const detachedElement: Rule = {
  code: 'detached-element',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const { wasConnected, readyState, label } = element.props;
      const live = targets(ledger, element.id, 'plays', 'stream').flatMap((stream) => targets(ledger, stream.id, 'has', 'track').filter((t) => t.endedAt === undefined));
      const gone = goneAt(ledger, element);
      if (gone === undefined || !live.some((track) => track.props.media === 'video') || (!wasConnected && readyState === 0)) return [];
      const since = Math.max(gone, ...live.map((track) => track.createdAt));
      if (now - since < settings.graceMs * (wasConnected ? REMOVED_FACTOR : UNSEEN_FACTOR)) return [];
      return [
        pageFinding({
          code: 'detached-element',
          subject: element,
          severity: 'warning',
          verdict: 'suspect',
          since,
          variant: wasConnected ? 'removed' : 'unseen',
          params: { label },
          evidence: [{ key: element.props.paused ? 'evidence.paused' : 'evidence.playing', params: {} }],
        }),
      ];
    }),
};

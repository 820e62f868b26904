import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A camera delivers from a pool of some ten frames; with so many held it stalls. */
const MANY_OF_A_CAMERA = 12;
/** Whoever delays a picture holds some frames on purpose: a second of them, not more. */
const MANY = 30;

/** Video frames that were read from a track processor and neither closed nor passed on. */
export const framesNotClosed: Rule = {
  code: 'frames-not-closed',
  check: (ledger) =>
    liveInPage(ledger, 'holder').flatMap((processor) => {
      const open = processor.props.openFrames ?? 0;
      const fromCamera = targets(ledger, processor.id, 'holds', 'track', true).some((track) => track.props.origin === 'user');
      if (processor.props.type !== 'track-processor' || open < (fromCamera ? MANY_OF_A_CAMERA : MANY)) return [];
      return [
        pageFinding({
          code: 'frames-not-closed',
          subject: processor,
          severity: 'warning',
          verdict: 'suspect',
          since: processor.changedAt,
          params: { count: open },
          targets: [],
        }),
      ];
    }),
};

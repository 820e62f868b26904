import { liveInPage } from '../ledger/in-page.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** Cameras deliver from a pool of some ten frames; with so many held the capture stalls. */
const MANY = 12;

/** Video frames that were read from a track processor and not closed. */
export const framesNotClosed: Rule = {
  code: 'frames-not-closed',
  check: (ledger) =>
    liveInPage(ledger, 'holder').flatMap((processor) => {
      const open = processor.props.openFrames ?? 0;
      if (processor.props.type !== 'track-processor' || open < MANY) return [];
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

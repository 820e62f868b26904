import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A camera delivers from a pool of some ten frames, or fewer; with so many held it stalls. */
const MANY_OF_A_CAMERA = 12;
/** Whoever delays a picture holds some frames on purpose: a second of them, not more. */
const MANY = 30;
/** One frame is kept until the next comes. */
const MORE_THAN_THE_LAST = 2;
const STALLED_FACTOR = 2;

/**
 * Video frames that were read from a track processor and neither closed nor passed on: very many of them, or so many that the camera has stalled,
 * which is when the next frame is asked for and does not come, though the camera is on.
 */
export const framesNotClosed: Rule = {
  code: 'frames-not-closed',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'holder').flatMap((processor) => {
      const { openFrames: open = 0, askedSince = 0 } = processor.props;
      const cameras = targets(ledger, processor.id, 'holds', 'track', true).filter((track) => track.props.origin === 'user');
      const delivers = cameras.some((track) => track.endedAt === undefined && !track.props.muted);
      const isStalled = delivers && open >= MORE_THAN_THE_LAST && askedSince > 0 && now - askedSince >= settings.graceMs * STALLED_FACTOR;
      if (open < (cameras.length ? MANY_OF_A_CAMERA : MANY) && !isStalled) return [];
      return [
        pageFinding({
          code: 'frames-not-closed',
          subject: processor,
          severity: 'warning',
          verdict: 'suspect',
          since: isStalled ? askedSince : processor.changedAt,
          params: { count: open },
          targets: [],
        }),
      ];
    }),
};

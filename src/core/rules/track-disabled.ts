import { liveInPage } from '../ledger/in-page.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const DISABLED_MS = 60_000;

/** A camera that is switched off by `enabled = false`: it films nobody, and its light stays on. Often meant so, hence only a note. */
export const trackDisabled: Rule = {
  code: 'track-disabled',
  check: (ledger, _settings, now) =>
    liveInPage(ledger, 'track').flatMap((track) => {
      const { origin, enabled, media } = track.props;
      if (origin !== 'user' || enabled || media !== 'video' || now - track.changedAt < DISABLED_MS) return [];
      return [
        pageFinding({
          code: 'track-disabled',
          subject: track,
          severity: 'info',
          verdict: 'suspect',
          since: track.changedAt,
          params: { media, label: track.props.label },
        }),
      ];
    }),
};

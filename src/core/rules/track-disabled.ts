import { liveInPage } from '../ledger/in-page.ts';
import { unusedSince } from '../ledger/uses.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const FACTOR = 12;

/** A camera that is switched off by `enabled = false`: it films nobody, and its light stays on. Often meant so, hence only a note. */
export const trackDisabled: Rule = {
  code: 'track-disabled',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'track').flatMap((track) => {
      const { origin, enabled, media, label } = track.props;
      if (origin !== 'user' || enabled || media !== 'video' || now - track.changedAt < settings.graceMs * FACTOR) return [];
      // One that nothing uses is told as that.
      if (unusedSince(ledger, track)) return [];
      return [
        pageFinding({ code: 'track-disabled', subject: track, severity: 'info', verdict: 'suspect', since: track.changedAt, params: { media, label } }),
      ];
    }),
};

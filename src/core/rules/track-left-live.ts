import { leftTracks, type LeftAs } from './left-track.ts';
import type { Rule } from './rule.ts';
import { trackFinding } from './track-finding.ts';

/** How long each may rightly be so, in grace times: a page may fetch its camera some time before it uses it. */
const FACTORS: Partial<Record<LeftAs, number>> = { replaced: 1, repeated: 2, dropped: 2, pictured: 6, 'never-used': 3, 'taken-off': 12 };

/**
 * A captured track that is live though nothing uses it: the camera light stays on, the microphone is hot. It was put aside by `replaceTrack`,
 * asked for once more than needed, dropped after its use, or never used at all. That a camera was taken off a call and is shown nowhere, but
 * left on, is often meant so, hence only a note.
 */
export const trackLeftLive: Rule = {
  code: 'track-left-live',
  check: (ledger, settings, now) =>
    leftTracks(ledger).flatMap((left) => {
      const factor = FACTORS[left.as];
      if (factor === undefined || now - left.since < settings.graceMs * factor) return [];
      if (left.as !== 'taken-off') return [trackFinding('track-left-live', left, left.as)];
      return left.track.props.media === 'video' ? [{ ...trackFinding('track-left-live', left, left.as), severity: 'info' }] : [];
    }),
};

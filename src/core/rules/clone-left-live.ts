import { targets } from '../ledger/queries.ts';
import { leftTracks } from './left-track.ts';
import type { Rule } from './rule.ts';
import { trackFinding } from './track-finding.ts';

/** While the original is live the device is on anyway. */
const BESIDE_ITS_ORIGINAL = 4;

/** A clone that is live and of no use: stopping the original does not stop it, and the light stays on. */
export const cloneLeftLive: Rule = {
  code: 'clone-left-live',
  check: (ledger, settings, now) =>
    leftTracks(ledger).flatMap((left) => {
      if (left.as !== 'clone') return [];
      const [original] = targets(ledger, left.track.id, 'clone-of', 'track', true);
      const isStopped = original?.endedAt !== undefined;
      const since = Math.max(left.since, original?.endedAt ?? 0);
      if (now - since < settings.graceMs * (isStopped ? 1 : BESIDE_ITS_ORIGINAL)) return [];
      return [trackFinding('clone-left-live', { ...left, since }, isStopped ? undefined : 'beside', original ? [{ role: 'original', id: original.id }] : [])];
    }),
};

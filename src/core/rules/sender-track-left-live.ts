import { sources } from '../ledger/queries.ts';
import { leftTracks } from './left-track.ts';
import type { Rule } from './rule.ts';
import { trackFinding } from './track-finding.ts';

/** A page that keeps its camera from one call to the next makes the next soon. */
const FACTOR = 2;

/** What a connection sent is live after its `close()`, which stops nothing of the page's own: hung up, and the microphone is hot. */
export const senderTrackLeftLive: Rule = {
  code: 'sender-track-left-live',
  check: (ledger, settings, now) =>
    leftTracks(ledger).flatMap((left) => {
      if (left.as !== 'sender' || now - left.since < settings.graceMs * FACTOR) return [];
      const senders = sources(ledger, left.track.id, 'sends', 'peer', true);
      return [trackFinding('sender-track-left-live', left, undefined, senders.map(({ id }) => ({ role: 'sent-by', id })))];
    }),
};

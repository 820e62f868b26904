import { liveInPage } from '../ledger/in-page.ts';
import { sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/**
 * A recorder that goes on recording what a connection sent, though every such connection has been closed: the microphone stays hot and the
 * pieces pile up. A recorder that never had to do with a connection is a recording as it should be.
 */
export const recorderLeft: Rule = {
  code: 'recorder-left',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'holder').flatMap((recorder) => {
      if (recorder.props.type !== 'media-recorder' || recorder.props.state !== 'recording') return [];
      const tracks = targets(ledger, recorder.id, 'holds', 'stream').flatMap((stream) => targets(ledger, stream.id, 'has', 'track'));
      const senders = tracks.flatMap((track) => sources(ledger, track.id, 'sends', 'peer', true));
      if (senders.length === 0 || senders.some((peer) => peer.endedAt === undefined)) return [];
      const since = Math.max(...senders.map((peer) => peer.endedAt ?? 0));
      if (since < recorder.createdAt || now - since < settings.graceMs * 2) return [];
      return [pageFinding({ code: 'recorder-left', subject: recorder, severity: 'warning', verdict: 'suspect', since })];
    }),
};

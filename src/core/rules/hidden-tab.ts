import { liveInPage } from '../ledger/in-page.ts';
import { cameraOf, tracksOf } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const HIDDEN_MS = 60_000;

/** Nobody can see a hidden tab, and its cameras stream on. Only a note, since sound and a quick return are good reasons. */
export const hiddenTab: Rule = {
  code: 'hidden-tab',
  check: (ledger, _settings, now) =>
    liveInPage(ledger, 'peer').flatMap((peer) => {
      const hiddenSince = ledger.documents.get(peer.document)?.hiddenSince;
      if (hiddenSince === undefined || now - hiddenSince < HIDDEN_MS || peer.props.connectionState !== 'connected') return [];
      const received = tracksOf(ledger, peer.id, 'receives').filter((track) => track.endedAt === undefined);
      const video = received.some((track) => track.props.media === 'video' && !track.props.muted);
      const sound = received.some((track) => track.props.media === 'audio') || tracksOf(ledger, peer.id, 'sends').some((t) => t.endedAt === undefined);
      if (!video || sound) return [];
      return [
        pageFinding({
          code: 'hidden-tab',
          subject: peer,
          severity: 'info',
          verdict: 'suspect',
          since: hiddenSince,
          params: { camera: cameraOf(ledger, peer) ?? '' },
        }),
      ];
    }),
};

import { liveInPage } from '../ledger/in-page.ts';
import { isOnHold, peerUse } from '../ledger/peer-use.ts';
import { cameraOf } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';

/** Players wait for some time before they let go, so that a short look elsewhere costs nothing. */
const HIDDEN_FACTOR = 6;

/** Nobody can see a hidden tab, and its cameras stream on. Only a note, since sound and a quick return are good reasons. */
export const hiddenTab: Rule = {
  code: 'hidden-tab',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'peer').flatMap((peer) => {
      const hiddenSince = ledger.documents.get(peer.document)?.hiddenSince;
      if (hiddenSince === undefined || now - hiddenSince < settings.graceMs * HIDDEN_FACTOR || peer.props.connectionState !== 'connected') return [];
      const use = peerUse(ledger, peer);
      const seenElsewhere = use.uses.some(({ user, until }) => until === undefined && user.kind === 'element' && 'pictureInPicture' in user.props && user.props.pictureInPicture);
      const video = use.live.some((track) => track.props.media === 'video' && !track.props.muted);
      // A muted player lets nobody hear what comes in.
      const isHeard = use.uses.some(({ user, until }) => until === undefined && !(user.kind === 'element' && 'muted' in user.props && user.props.muted));
      const isCall = (isHeard && use.live.some((track) => track.props.media === 'audio' && !track.props.muted)) || use.sent.length > 0;
      if (!video || isCall || seenElsewhere || isOnHold(peer, use)) return [];
      return [
        pageFinding({
          code: 'hidden-tab',
          subject: peer,
          severity: 'info',
          verdict: 'suspect',
          since: hiddenSince,
          params: { camera: cameraOf(ledger, peer) ?? '' },
          evidence: peerEvidence(peer, use),
        }),
      ];
    }),
};

import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sources, targets } from '../ledger/queries.ts';
import { unusedSince } from '../ledger/unused-since.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const DEVICES: readonly string[] = ['user', 'display'];
/** They cost a picture or a sound being made, no light and no microphone: told only where they were of use before. */
const MADE: readonly string[] = ['canvas', 'element', 'generator'];
/** A page may fetch its camera some time before it uses it; what was used and then dropped is told sooner. */
const NEVER_USED_FACTOR = 4;

/**
 * A captured track that is live though nothing uses it: the camera light stays on, the microphone is hot. It may be a clone whose
 * original was stopped, what a connection sent before it was closed, what `replaceTrack` put aside, or what was never used at all.
 * Always a `suspect`, since a page may hold on to a track for its next call.
 */
export const trackLeftLive: Rule = {
  code: 'track-left-live',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'track').flatMap((track) => {
      const { origin } = track.props;
      if (!DEVICES.includes(origin) && !MADE.includes(origin)) return [];
      const unused = unusedSince(ledger, track);
      if (!unused || (!unused.wasUsed && MADE.includes(origin)) || now - unused.since < settings.graceMs * (unused.wasUsed ? 1 : NEVER_USED_FACTOR)) return [];
      const variant = variantOf(ledger, track, unused.wasUsed);
      return [
        pageFinding({
          code: 'track-left-live',
          subject: track,
          severity: 'warning',
          verdict: 'suspect',
          since: unused.since,
          variant,
          params: { media: track.props.media, label: track.props.label },
          evidence: [{ key: 'evidence.origin', params: { origin } }],
        }),
      ];
    }),
};

function variantOf(ledger: Ledger, track: Entity<'track'>, wasUsed: boolean): string {
  const original = targets(ledger, track.id, 'clone-of', 'track', true)[0];
  if (original && original.endedAt !== undefined) return 'clone';
  const senders = sources(ledger, track.id, 'sends', 'peer', true);
  if (senders.some((peer) => peer.endedAt !== undefined)) return 'sender-closed';
  if (senders.length > 0) return 'replaced';
  return wasUsed ? 'dropped' : 'never-used';
}

import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sameLine } from '../ledger/line.ts';
import { sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const FACTOR = 2;
/** Recordings that are started together are meant to run together. */
const APART_MS = 300;

/**
 * A recorder that goes on recording what a connection sent, though every such connection has been closed; or what the same line records anew:
 * the microphone stays hot and the pieces pile up. A recorder that stands alone is a recording as it should be.
 */
export const recorderLeft: Rule = {
  code: 'recorder-left',
  check(ledger, settings, now) {
    const recording = liveInPage(ledger, 'holder').filter((h) => h.props.type === 'media-recorder' && h.props.state === 'recording');
    return recording.flatMap((recorder) => {
      const tracks = recorded(ledger, recorder);
      const newer = recording.find(
        (other) => other.createdAt > recorder.createdAt + APART_MS && sameLine(other, recorder) && recorded(ledger, other).some((track) => tracks.includes(track)),
      );
      const since = newer?.createdAt ?? hungUpAt(ledger, tracks);
      if (since === undefined || since < recorder.createdAt || now - since < settings.graceMs * FACTOR) return [];
      return [
        pageFinding({
          code: 'recorder-left',
          subject: recorder,
          severity: 'warning',
          verdict: 'suspect',
          since,
          variant: newer ? 'piled' : 'hung-up',
          related: newer ? [{ role: 'newer', id: newer.id }] : [],
        }),
      ];
    });
  },
};

function recorded(ledger: Ledger, recorder: Entity<'holder'>): Entity<'track'>[] {
  return targets(ledger, recorder.id, 'holds', 'stream').flatMap((stream) => targets(ledger, stream.id, 'has', 'track'));
}

/** When the last of the connections that sent the tracks was closed; undefined while one is open, and where none ever was. */
function hungUpAt(ledger: Ledger, tracks: readonly Entity<'track'>[]): number | undefined {
  const senders = tracks.flatMap((track) => sources(ledger, track.id, 'sends', 'peer', true));
  if (senders.length === 0 || senders.some((peer) => peer.endedAt === undefined)) return undefined;
  return Math.max(...senders.map((peer) => peer.endedAt ?? 0));
}

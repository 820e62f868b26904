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
    const all = [...ledger.byKind.holder.values()].filter((h) => h.props.type === 'media-recorder');
    const recording = liveInPage(ledger, 'holder').filter((h) => h.props.type === 'media-recorder' && h.props.state === 'recording');
    return recording.flatMap((recorder) => {
      const tracks = recorded(ledger, recorder);
      // Where an older one was forgotten too, one that was stopped since shows that this one was as well.
      const isOfAPile = recording.some((older) => isAnew(ledger, recorder, older));
      const newer = (isOfAPile ? all : recording).find((other) => isAnew(ledger, other, recorder));
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

/** The same line began to record the same anew. */
function isAnew(ledger: Ledger, recorder: Entity<'holder'>, older: Entity<'holder'>): boolean {
  if (recorder.createdAt <= older.createdAt + APART_MS || !sameLine(recorder, older)) return false;
  const before = recorded(ledger, older);
  return recorded(ledger, recorder).some((track) => before.includes(track));
}

function recorded(ledger: Ledger, recorder: Entity<'holder'>): Entity<'track'>[] {
  return targets(ledger, recorder.id, 'holds', 'stream', true).flatMap((stream) => targets(ledger, stream.id, 'has', 'track'));
}

/** When the last of the connections that sent the tracks was closed; undefined while one is open, and where none ever was. */
function hungUpAt(ledger: Ledger, tracks: readonly Entity<'track'>[]): number | undefined {
  const senders = tracks.flatMap((track) => sources(ledger, track.id, 'sends', 'peer', true));
  if (senders.length === 0 || senders.some((peer) => peer.endedAt === undefined)) return undefined;
  return Math.max(...senders.map((peer) => peer.endedAt ?? 0));
}

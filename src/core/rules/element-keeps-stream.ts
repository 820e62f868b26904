import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sources, targets } from '../ledger/queries.ts';
import type { Message } from './finding.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A page may show the last picture for a while, until the next one is there: it connects anew, or the next camera is slow. */
const FACTOR = 3;

/**
 * An element in the page still has a stream of which every track has ended: it shows a frozen last picture and keeps the stream and its
 * decoder. A `suspect`, since the page may put a new track into the same stream. Outside the document such an element is collected.
 */
export const elementKeepsStream: Rule = {
  code: 'element-keeps-stream',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const [stream] = targets(ledger, element.id, 'plays', 'stream');
      if (!stream || !(element.props.connected || element.props.pictureInPicture)) return [];
      const tracks = targets(ledger, stream.id, 'has', 'track');
      if (tracks.length === 0 || tracks.some((track) => track.endedAt === undefined)) return [];
      const since = Math.max(...tracks.map((track) => track.endedAt ?? 0));
      if (now - since < settings.graceMs * FACTOR) return [];
      return [
        pageFinding({
          code: 'element-keeps-stream',
          subject: element,
          severity: 'warning',
          verdict: 'suspect',
          since,
          params: { label: element.props.label, count: tracks.length },
          evidence: tracks.flatMap((track) => waitsForClose(ledger, track)).slice(0, 1),
          related: [{ role: 'stream', id: stream.id }],
        }),
      ];
    }),
};

/** The page may well wait for an event that `close()` never fires. */
function waitsForClose(ledger: Ledger, track: Entity<'track'>): Message[] {
  const closed = sources(ledger, track.id, 'receives', 'peer', true).filter((peer) => peer.endedBy === 'page');
  const handlers = closed.flatMap((peer) => peer.props.handlers.filter((name) => name.endsWith('statechange')));
  return handlers[0] ? [{ key: 'evidence.waits-for-event', params: { name: handlers[0] } }] : [];
}

import { liveInPage } from '../ledger/in-page.ts';
import { targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A page may show the last picture for a moment before the next one is there. */
const FACTOR = 2;

/**
 * An element still has a stream of which every track has ended: it shows a frozen last picture and keeps the stream and its decoder. A
 * `suspect`, since the page may put a new track into the same stream.
 */
export const elementKeepsStream: Rule = {
  code: 'element-keeps-stream',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const [stream] = targets(ledger, element.id, 'plays', 'stream');
      if (!stream) return [];
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
          evidence: [{ key: element.props.connected ? 'evidence.attached' : 'evidence.detached', params: {} }],
        }),
      ];
    }),
};

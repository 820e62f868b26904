import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { playsOf, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const FACTOR = 2;
/** A loop takes its next picture within this time. */
const READ_WITHIN_MS = 2_000;

/** Pictures are taken again and again from a video that has none any more: a loop was not cancelled, and the processor works for nobody. */
export const drawLoopLeft: Rule = {
  code: 'draw-loop-left',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const { readAt, label } = element.props;
      const since = deadSince(ledger, element);
      if (readAt === undefined || since === undefined || now - readAt > READ_WITHIN_MS || readAt - since < settings.graceMs * FACTOR) return [];
      return [
        pageFinding({ code: 'draw-loop-left', subject: element, severity: 'warning', verdict: 'suspect', since, params: { label }, targets: [] }),
      ];
    }),
};

/** When the last of its streams was taken from it or ended; undefined while it has something to show, and where it never had a stream. */
function deadSince(ledger: Ledger, element: Entity<'element'>): number | undefined {
  if (element.props.source === 'url' || element.props.source === 'media-source') return undefined;
  const [stream] = targets(ledger, element.id, 'plays', 'stream');
  if (!stream) return playsOf(ledger, element.id).at(-1)?.until;
  const tracks = targets(ledger, stream.id, 'has', 'track');
  return tracks.length === 0 || tracks.some((track) => track.endedAt === undefined) ? undefined : Math.max(...tracks.map((track) => track.endedAt ?? 0));
}

import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sameLine } from '../ledger/line.ts';
import { sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** One that stands alone may be kept for the next call. */
const ALONE_FACTOR = 3;
/** A context that was made for one input got it at once. */
const MADE_FOR_MS = 2_000;

/**
 * An audio context that is not closed though every track that went into it has ended: the same line has made another one since, or it was
 * made for just that input, and the input was never disconnected. One context for the life of a page is right and stays silent.
 */
export const audioContextLeft: Rule = {
  code: 'audio-context-left',
  check(ledger, settings, now) {
    const contexts = liveInPage(ledger, 'holder').filter((h) => h.props.type === 'audio-context' && h.props.state !== 'closed');
    return contexts.flatMap((context) => {
      const inputs = sources(ledger, context.id, 'holds', 'holder', true).filter((node) => node.props.type === 'audio-source');
      const silent = silentSince(ledger, inputs);
      if (silent === undefined) return [];
      const newer = contexts.find((other) => other.createdAt > context.createdAt && sameLine(other, context));
      const madeForIt = inputs.every((node) => node.endedAt === undefined && node.createdAt - context.createdAt < MADE_FOR_MS);
      if (!newer && !madeForIt) return [];
      const since = Math.max(silent, newer?.createdAt ?? 0);
      if (now - since < settings.graceMs * (newer ? 1 : ALONE_FACTOR)) return [];
      return [
        pageFinding({
          code: 'audio-context-left',
          subject: context,
          severity: 'warning',
          verdict: 'suspect',
          since,
          variant: newer ? 'piled' : 'alone',
          params: { count: inputs.length },
          evidence: [{ key: 'evidence.state', params: { state: context.props.state } }],
          related: newer ? [{ role: 'newer', id: newer.id }] : [],
        }),
      ];
    });
  },
};

/** When the last of the tracks that went in had ended; undefined while one is live, and where none ever went in. */
function silentSince(ledger: Ledger, inputs: readonly Entity<'holder'>[]): number | undefined {
  const tracks = inputs.flatMap((node) => [
    ...targets(ledger, node.id, 'holds', 'track', true),
    ...targets(ledger, node.id, 'holds', 'stream', true).flatMap((stream) => targets(ledger, stream.id, 'has', 'track', true)),
  ]);
  if (tracks.length === 0 || tracks.some((track) => track.endedAt === undefined)) return undefined;
  return Math.max(...tracks.map((track) => track.endedAt ?? 0));
}

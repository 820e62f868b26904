import { liveInPage, sameSite } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/**
 * An audio context that runs on though every track that went into it has ended, while the same line has made another one. One context for
 * the life of a page is right and stays silent.
 */
export const audioContextLeft: Rule = {
  code: 'audio-context-left',
  check(ledger, settings, now) {
    const contexts = liveInPage(ledger, 'holder').filter((h) => h.props.type === 'audio-context' && h.props.state === 'running');
    return contexts.flatMap((context) => {
      const since = silentSince(ledger, context);
      const successor = contexts.find((other) => other.createdAt > context.createdAt && sameSite(other, context));
      if (since === undefined || !successor) return [];
      const from = Math.max(since, successor.createdAt);
      if (now - from < settings.graceMs) return [];
      return [
        pageFinding({
          code: 'audio-context-left',
          subject: context,
          severity: 'warning',
          verdict: 'suspect',
          since: from,
          related: [{ role: 'newer', id: successor.id }],
        }),
      ];
    });
  },
};

/** When the last of the tracks that went in had ended; undefined while one is live, and where none ever went in. */
function silentSince(ledger: Ledger, context: Entity<'holder'>): number | undefined {
  const nodes = sources(ledger, context.id, 'holds', 'holder', true).filter((node) => node.props.type === 'audio-source');
  const tracks = nodes.flatMap((node) => [
    ...targets(ledger, node.id, 'holds', 'track', true),
    ...targets(ledger, node.id, 'holds', 'stream', true).flatMap((stream) => targets(ledger, stream.id, 'has', 'track', true)),
  ]);
  if (tracks.length === 0 || tracks.some((track) => track.endedAt === undefined)) return undefined;
  return Math.max(...tracks.map((track) => track.endedAt ?? 0));
}

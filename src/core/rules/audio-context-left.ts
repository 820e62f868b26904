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
/** Two that listen to the same may be two meters. */
const MANY_ALIKE = 3;

interface Left {
  readonly variant: 'piled' | 'alone' | 'again';
  readonly since: number;
  /** In grace times. */
  readonly factor: number;
  readonly newer?: Entity<'holder'> | undefined;
}

/**
 * An audio context that is not closed though every track that went into it has ended: the same line has made another one since, or it was
 * made for just that input, and the input was never disconnected. Or one of many that the same line made to listen to the same. One context for
 * the life of a page is right and stays silent.
 */
export const audioContextLeft: Rule = {
  code: 'audio-context-left',
  check(ledger, settings, now) {
    const contexts = liveInPage(ledger, 'holder').filter((h) => h.props.type === 'audio-context' && h.props.state !== 'closed');
    return contexts.flatMap((context) => {
      const left = silenced(ledger, context, contexts) ?? heardAgain(ledger, context, contexts);
      if (!left || now - left.since < settings.graceMs * left.factor) return [];
      return [
        pageFinding({
          code: 'audio-context-left',
          subject: context,
          severity: 'warning',
          verdict: 'suspect',
          since: left.since,
          variant: left.variant,
          evidence: [{ key: 'evidence.state', params: { state: context.props.state } }],
          related: left.newer ? [{ role: 'newer', id: left.newer.id }] : [],
        }),
      ];
    });
  },
};

/** All that went into it has ended. */
function silenced(ledger: Ledger, context: Entity<'holder'>, contexts: readonly Entity<'holder'>[]): Left | undefined {
  const tracks = heardBy(ledger, context);
  if (tracks.length === 0 || tracks.some((track) => track.endedAt === undefined)) return undefined;
  const silent = Math.max(...tracks.map((track) => track.endedAt ?? 0));
  const newer = contexts.find((other) => other.createdAt > context.createdAt && sameLine(other, context));
  if (newer) return { variant: 'piled', since: Math.max(silent, newer.createdAt), factor: 1, newer };
  const madeForIt = inputsOf(ledger, context).every((node) => node.endedAt === undefined && node.createdAt - context.createdAt < MADE_FOR_MS);
  return madeForIt ? { variant: 'alone', since: silent, factor: ALONE_FACTOR } : undefined;
}

/** The same line made newer ones again and again that listen to all that it listens to. */
function heardAgain(ledger: Ledger, context: Entity<'holder'>, contexts: readonly Entity<'holder'>[]): Left | undefined {
  const own = heardBy(ledger, context);
  if (own.length === 0) return undefined;
  const alike = contexts.filter((other) => sameLine(other, context) && own.every((track) => heardBy(ledger, other).includes(track)));
  const newer = alike.find((other) => other.createdAt > context.createdAt);
  return newer && alike.length >= MANY_ALIKE ? { variant: 'again', since: newer.createdAt, factor: 2, newer } : undefined;
}

function inputsOf(ledger: Ledger, context: Entity<'holder'>): Entity<'holder'>[] {
  return sources(ledger, context.id, 'holds', 'holder', true).filter((node) => node.props.type === 'audio-source');
}

/** The tracks that ever went into it. */
function heardBy(ledger: Ledger, context: Entity<'holder'>): Entity<'track'>[] {
  return inputsOf(ledger, context).flatMap((node) => [
    ...targets(ledger, node.id, 'holds', 'track', true),
    ...targets(ledger, node.id, 'holds', 'stream', true).flatMap((stream) => targets(ledger, stream.id, 'has', 'track', true)),
  ]);
}

import { isKind } from './is-kind.ts';
import type { Entity, Ledger } from './ledger.ts';
import { sources, targets } from './queries.ts';

/** Whoever draws from a video does so again within this time, be it for a thumbnail now and then. */
const READ_WITHIN_MS = 60_000;
/** So many pictures at such a pace are taken by a loop, and a loop takes its next one soon. */
const LOOP = { reads: 8, everyMs: 500, withinMs: 5_000 } as const;

/**
 * When an element stopped to be of use: it was collected, or it is a video that was taken out of the document. Sound plays on outside the
 * document, a video in picture-in-picture is still seen, and one that is captured from or drawn to a canvas is a source; these are not gone.
 */
export function goneAt(ledger: Ledger, element: Entity<'element'>): number | undefined {
  const { tag, connected, wasConnected, pictureInPicture, removedAt, readAt } = element.props;
  if (element.endedAt !== undefined) return element.endedAt;
  if (tag === 'audio' || connected || pictureInPicture) return undefined;
  if (sources(ledger, element.id, 'derived-from', 'track').some((track) => track.endedAt === undefined)) return undefined;
  if (wasConnected) return later(removedAt ?? element.changedAt, readAt);
  return isUnseen(ledger, element) ? later(element.createdAt, readAt) : undefined;
}

/** A video that was never in the document, makes no sound, and was not drawn from for a while: nobody can notice it. */
function isUnseen(ledger: Ledger, element: Entity<'element'>): boolean {
  const { muted, readAt } = element.props;
  // An older hook does not tell.
  if (muted === undefined) return false;
  if (readAt !== undefined && ledger.at - readAt < (wasReadByLoop(ledger, element, readAt) ? LOOP.withinMs : READ_WITHIN_MS)) return false;
  return muted || !targets(ledger, element.id, 'plays', 'stream').some((stream) => targets(ledger, stream.id, 'has', 'track').some(isLiveSound));
}

/** Loops rest while their page is hidden. */
function wasReadByLoop(ledger: Ledger, { document, createdAt, props: { reads = 0 } }: Entity<'element'>, readAt: number): boolean {
  const page = ledger.documents.get(document);
  const isAwake = !page?.hidden && ledger.at - (page?.shownAt ?? 0) >= LOOP.withinMs;
  return isAwake && reads >= LOOP.reads && readAt - createdAt <= reads * LOOP.everyMs;
}

function isLiveSound(track: Entity): boolean {
  return isKind(track, 'track') && track.props.media === 'audio' && track.endedAt === undefined;
}

function later(a: number, b: number | undefined): number {
  return Math.max(a, b ?? 0);
}

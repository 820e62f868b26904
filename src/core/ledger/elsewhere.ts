import { groupBy } from '../group-by.ts';
import { derived } from './derived.ts';
import type { Entity, Ledger } from './ledger.ts';

/** Tracks that a document uses and that were not made in it, by the id that a track has in every document. */
const foreign = derived((ledger): ReadonlyMap<string, readonly Entity<'track'>[]> => {
  const tracks = [...ledger.byKind.track.values()].filter(({ props }) => props.origin === 'unknown' && props.nativeId !== undefined);
  return groupBy(tracks, ({ props }) => props.nativeId as string);
});

/**
 * The same track as other documents of the tab know it: a frame connects, and the page around it shows what comes in. Each document tells of
 * it under an id of its own. Two connections may receive tracks of the same native id, so only one whose origin is not known there is taken for it.
 */
export function elsewhere(ledger: Ledger, { props, document }: Entity<'track'>): Entity<'track'>[] {
  if (props.nativeId === undefined || props.origin === 'unknown') return [];
  return (foreign(ledger).get(props.nativeId) ?? []).filter((track) => track.document !== document);
}

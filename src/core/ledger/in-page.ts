import type { Kind } from './kinds.ts';
import type { Entity, Ledger } from './ledger.ts';
import { live } from './queries.ts';

/** Live objects of a kind in documents that are awake: what is in the back/forward cache can do nothing and is judged by nobody. */
export function liveInPage<K extends Kind>(ledger: Ledger, kind: K): Entity<K>[] {
  return live(ledger, kind).filter((entity) => ledger.documents.get(entity.document)?.cached !== true);
}

import type { Kind } from './kinds.ts';
import type { Entity } from './ledger.ts';

/** Narrows an entity to a kind. */
export function isKind<K extends Kind>(entity: Entity | undefined, kind: K): entity is Entity<K> {
  return entity?.kind === kind;
}

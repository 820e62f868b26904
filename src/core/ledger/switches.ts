import type { Entity, EntityId, Ledger } from './ledger.ts';
import { cameraOf } from './queries.ts';

/** A camera that started to play: the first, or one that was switched to. */
export interface Switch {
  /** 1 for the first camera of the document. */
  readonly number: number;
  readonly at: number;
  readonly peer: EntityId;
  readonly camera: string | undefined;
}

/** The cameras of a document in the order in which they were connected: each connection that received anything is one. */
export function switchesOf(ledger: Ledger, document: string): Switch[] {
  const receiving = [...ledger.byKind.peer.values()].filter((peer) => peer.document === document && hasReceived(ledger, peer.id));
  return receiving.map((peer, i) => ({ number: i + 1, at: peer.createdAt, peer: peer.id, camera: cameraOf(ledger, peer) }));
}

/** The switch that an object belongs to: the newest one that had begun when it was made. */
export function switchOf(ledger: Ledger, entity: Entity): Switch | undefined {
  return switchesOf(ledger, entity.document).findLast((s) => s.at <= entity.createdAt);
}

export function hasReceived(ledger: Ledger, peer: EntityId): boolean {
  return (ledger.links.get(peer) ?? []).some((l) => l.from === peer && l.rel === 'receives');
}

import type { Entity, Ledger } from './ledger.ts';
import type { StackFrame } from './stack.ts';

/**
 * Of the connections that were made in a period, those that belong to an object of the same document: made by the function that made it, else
 * on its way, else any of them.
 */
export function madeWith(ledger: Ledger, entity: Entity, from: number, to: number): Entity<'peer'>[] {
  const near = [...ledger.byKind.peer.values()].filter((peer) => peer.document === entity.document && peer.createdAt >= from && peer.createdAt < to);
  const [own] = entity.stack;
  const byFunction = near.filter(({ stack: [frame] }) => own && frame && isSameFunction(frame, own));
  if (byFunction.length) return byFunction;
  const onItsWay = near.filter((peer) => peer.stack.some((frame) => entity.stack.some((other) => isSameFunction(frame, other))));
  return onItsWay.length ? onItsWay : near;
}

function isSameFunction(a: StackFrame, b: StackFrame): boolean {
  return a.function !== '' && a.function === b.function && a.url === b.url;
}

import type { Ledger } from './ledger.ts';

/** Something that is worked out of a ledger alone; it is worked out once until the next fact, whoever asks. */
export function derived<T>(workOut: (ledger: Ledger) => T): (ledger: Ledger) => T {
  const known = new WeakMap<Ledger, { readonly facts: number; readonly value: T }>();
  return (ledger) => {
    const last = known.get(ledger);
    if (last?.facts === ledger.facts) return last.value;
    const value = workOut(ledger);
    known.set(ledger, { facts: ledger.facts, value });
    return value;
  };
}

/** As `derived`, for each object by itself. */
export function derivedOf<E extends object, T>(workOut: (ledger: Ledger, entity: E) => T): (ledger: Ledger, entity: E) => T {
  const all = derived(() => new Map<E, T>());
  return (ledger, entity) => {
    const known = all(ledger);
    if (!known.has(entity)) known.set(entity, workOut(ledger, entity));
    return known.get(entity) as T;
  };
}

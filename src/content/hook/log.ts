import type { Fact } from '../../core/ledger/facts.ts';
import { take } from './interfaces.ts';
import { bare, newList, newMap, newSet, performance, push } from './natives.ts';

/** Ended objects of which the log still knows. */
const MAX_ENDED = 2_000;
/** Facts after which the log is looked through for what can go. */
const COMPACT_AT = 6_000;
const MAX_BATCH = 1_000;

/** A fact without what the log adds to it. */
export type NewFact = Fact extends infer F ? (F extends Fact ? Omit<F, 'n' | 'at'> : never) : never;

/** A fact of any kind, with all that tells one from another. */
type AnyFact = { readonly n: number; readonly op: Fact['op']; props?: object } & Readonly<Partial<Record<'id' | 'name' | 'from' | 'to' | 'rel', string>>>;

export interface Batch {
  readonly facts: readonly Fact[];
  /** The facts are everything that is known, not the ones after the number asked for. */
  readonly whole: boolean;
}

/** The memory is in no standard: https://developer.mozilla.org/docs/Web/API/Performance/memory */
export const [memoryOf, nowOf] = take('Performance', 'memory now');
const { timeOrigin } = performance;
/** What happened in this document, by number: all live objects and the last 2,000 ended ones. */
const facts = newMap<number, AnyFact>();
/** Ids of ended objects, oldest first. */
const ended = newSet<string | undefined>();
/** Number of the newest fact. */
export let newest = 0;
/** Up to this number facts may be missing. */
let compacted = 0;
let limit = COMPACT_AT;
let onFact: () => void;
let overflowed = false;

/** Milliseconds since the Unix epoch; never runs backwards. */
export const now = (): number => timeOrigin + nowOf(performance);

export const whenTold = (listener: () => void): void => {
  onFact = listener;
};

export function tell(fact: NewFact): void {
  newest += 1;
  const told = bare({ ...fact, n: newest, at: now() }) as AnyFact;
  facts.set(newest, told);
  if (told.op === 'ended' || told.op === 'collected') ended.add(told.id);
  if (facts.size > limit) compact();
  onFact();
}

/** Forgets the objects that ended long ago, and of facts that repeat all but the newest, which takes over the older ones' properties. */
function compact(): void {
  const forgotten = newSet<string | undefined>();
  ended.forEach((id) => {
    if (ended.size <= MAX_ENDED) return;
    ended.delete(id);
    forgotten.add(id);
  });
  const latest = newMap<string, AnyFact>();
  facts.forEach((fact, n) => {
    const { op, id, name, from, to, rel, props } = fact;
    if (forgotten.has(id) || forgotten.has(from) || forgotten.has(to)) {
      facts.delete(n);
      return;
    }
    const key = `${op} ${id} ${name} ${from} ${to} ${rel}`;
    const older = latest.get(key);
    if (older) facts.delete(older.n);
    if (older && props) fact.props = bare({ ...older.props, ...props });
    latest.set(key, fact);
  });
  compacted = newest;
  limit = facts.size * 2 > COMPACT_AT ? facts.size * 2 : COMPACT_AT;
  if (overflowed || !forgotten.size) return;
  overflowed = true;
  tell({ op: 'moment', name: 'overflow', label: `only the last ${MAX_ENDED} ended objects are kept` });
}

/** The next facts after number `since`, at most 1,000; all of them where some of those are gone. */
export function after(since: number): Batch {
  const batch = newList<AnyFact>();
  const whole = since < compacted;
  if (whole) facts.forEach((fact) => push(batch, fact));
  else for (let n = since + 1; n <= newest && batch.length < MAX_BATCH; n += 1) push(batch, facts.get(n) as AnyFact);
  return { facts: batch as unknown as Fact[], whole };
}

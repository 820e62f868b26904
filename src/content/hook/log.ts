import type { Fact } from '../../core/ledger/facts.ts';
import type { Natives } from './natives.ts';

/** Ended objects of which the log still knows. */
const MAX_ENDED = 2_000;
/** Facts after which the log is looked through for what can go. */
const COMPACT_AT = 6_000;
const MAX_BATCH = 1_000;
const MAX_MOMENTS = 200;

/** A fact without what the log adds to it. */
export type NewFact = Fact extends infer F ? (F extends Fact ? Omit<F, 'n' | 'at'> : never) : never;

export interface Batch {
  readonly facts: readonly Fact[];
  /** The facts are everything that is known, not the ones after the number asked for. */
  readonly whole: boolean;
}

/**
 * What happened in this document, bounded: all live objects and the last 2,000 ended ones. Old facts are compacted: an object keeps its
 * creation, its links and the latest of its properties, and loses the steps between. Plain loops on purpose: see `natives.ts`.
 */
export interface Log {
  /** Number of the newest fact. */
  readonly n: () => number;
  add(fact: NewFact): void;
  /** The next facts after number `since`, at most 1,000; all of them where some of those are gone. */
  after(since: number): Batch;
}

export function createLog({ now, keys }: Pick<Natives, 'now' | 'keys'>, onFact: () => void): Log {
  /** Compacted facts: their numbers have gaps. */
  let head: Fact[] = [];
  /** Facts `first`, `first + 1`, … without a gap. */
  let tail: Fact[] = [];
  let first = 1;
  let n = 0;
  let limit = COMPACT_AT;
  let overflowed = false;

  const add = (fact: NewFact): void => {
    n += 1;
    tail[tail.length] = { ...fact, n, at: now() } as Fact;
    if (head.length + tail.length > limit) compact();
    onFact();
  };

  const compact = (): void => {
    const dropped = tooOld(head, tail);
    const someDropped = keys(dropped).length > 0;
    const merged: Record<string, Record<string, unknown>> = { __proto__: null as never };
    const kept: Fact[] = [];
    let moments = 0;
    const seen: Record<string, boolean> = { __proto__: null as never };
    // Newest first, so that the newest of each is the one that stays.
    for (let list = 0; list < 2; list += 1) {
      const facts = list === 0 ? tail : head;
      for (let i = facts.length - 1; i >= 0; i -= 1) {
        const fact = facts[i];
        if (!fact) continue;
        if (fact.op === 'changed') {
          if (dropped[fact.id]) continue;
          const newer = merged[fact.id];
          if (newer) {
            mergeOlder(newer, fact.props);
            continue;
          }
          const props = { ...fact.props };
          merged[fact.id] = props;
          kept[kept.length] = { ...fact, props };
        } else if (fact.op === 'linked' || fact.op === 'unlinked') {
          if (!dropped[fact.from] && !dropped[fact.to]) kept[kept.length] = fact;
        } else if (fact.op === 'created' || fact.op === 'ended' || fact.op === 'collected') {
          if (!dropped[fact.id]) kept[kept.length] = fact;
        } else if (fact.op === 'moment') {
          moments += 1;
          if (moments <= MAX_MOMENTS) kept[kept.length] = fact;
        } else if (!seen[fact.op]) {
          seen[fact.op] = true;
          kept[kept.length] = fact;
        }
      }
    }
    head = [];
    for (let i = kept.length - 1; i >= 0; i -= 1) head[head.length] = kept[i] as Fact;
    tail = [];
    first = n + 1;
    limit = head.length * 2 > COMPACT_AT ? head.length * 2 : COMPACT_AT;
    if (overflowed || !someDropped) return;
    overflowed = true;
    add({ op: 'moment', name: 'overflow', label: `only the last ${MAX_ENDED} ended objects are kept` });
  };

  const mergeOlder = (newer: Record<string, unknown>, older: Readonly<Record<string, unknown>>): void => {
    const names = keys(older);
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i] as string;
      if (!(name in newer)) newer[name] = older[name];
    }
  };

  return {
    n: () => n,
    add,
    after(since) {
      const whole = since < first - 1;
      const facts: Fact[] = [];
      if (whole) {
        for (let i = 0; i < head.length; i += 1) facts[facts.length] = head[i] as Fact;
      }
      const start = whole ? 0 : since - first + 1;
      const most = start + MAX_BATCH;
      const end = whole || tail.length < most ? tail.length : most;
      for (let i = start; i < end; i += 1) facts[facts.length] = tail[i] as Fact;
      return { facts, whole };
    },
  };
}

/** Ids of the ended objects beyond the newest 2,000. */
function tooOld(head: readonly Fact[], tail: readonly Fact[]): Record<string, true> {
  const dropped: Record<string, true> = { __proto__: null as never };
  const counted: Record<string, true> = { __proto__: null as never };
  let ended = 0;
  for (let list = 0; list < 2; list += 1) {
    const facts = list === 0 ? tail : head;
    for (let i = facts.length - 1; i >= 0; i -= 1) {
      const fact = facts[i];
      if (!fact || (fact.op !== 'ended' && fact.op !== 'collected') || counted[fact.id]) continue;
      counted[fact.id] = true;
      ended += 1;
      if (ended > MAX_ENDED) dropped[fact.id] = true;
    }
  }
  return dropped;
}

import type { Actor, Relation } from '../../core/ledger/facts.ts';
import type { Kind, Kinds } from '../../core/ledger/kinds.ts';
import { take } from './interfaces.ts';
import { tell } from './log.ts';
import { bare, create, each, keys, newMap, newRegistry, newSet, newWeakMap, newWeakRef } from './natives.ts';
import { readStack } from './stack.ts';
import { words } from './text.ts';

/** What the hook remembers of an object. The object itself is held weakly. */
export interface Tracked<K extends Kind = Kind> {
  readonly id: string;
  readonly kind: K;
  readonly ref: WeakRef<object>;
  readonly props: Kinds[K];
  /** What it is linked to now: ids by relation. */
  readonly links: Partial<Record<Relation, Set<string>>>;
  ended: boolean;
  /** What the page did with it, to be told at the next look. */
  done?: { readonly reads?: number; readonly readAt?: number; readonly askedSince?: number };
  /** Of a connection: the `on…` properties that are set, as text. */
  handlers?: string;
  /** Of a session that is open: the object of ours that stands for it, since a request has none of its own. */
  token?: object | undefined;
  /** Of a session whose offer no connection has taken as its own yet: what tells offers apart. Some clients set it after they have posted it. */
  offer?: string | undefined;
  /** Of a listener: what ends it. */
  signal?: WeakRef<object>;
}

export type Visit<K extends Kind = Kind> = (tracked: Tracked<K>, object: object) => void;

/** How the objects of a kind are looked at. */
interface Watch {
  readonly letter: string;
  count: number;
  readonly read: (object: object) => Record<string, unknown>;
  readonly look: (tracked: Tracked, object: object, by: Actor) => void;
}

const watches = create(null) as Record<Kind, Watch>;
const byObject = newWeakMap<Tracked>();
/** First wrappers of objects by their others. */
const firsts = newWeakMap<object>();
/** All that are not collected, oldest first. */
const byId = newMap<string, Tracked>();
const collected = newRegistry((id) => {
  if (byId.delete(id)) tell({ op: 'collected', id });
});

/**
 * Tells how the objects of a kind are looked at.
 * @param letter first letter of their ids
 * @param name of their interface
 * @param attributes that are told as they are, with a space between two
 * @param isOver whether an object with such a value of the first attribute is over
 * @param update tells the rest, and brings the links up to date; also when the object is over
 */
export function watch<K extends Kind>(kind: K, letter: string, name = '', attributes = '', isOver?: (state: never) => boolean, update?: Visit<K>): void {
  const names = words(attributes);
  const getters: readonly ((object: object) => unknown)[] = take(name, attributes);
  const read = (object: object): Record<string, unknown> => {
    const state = create(null) as Record<string, unknown>;
    if (name) for (let i = 0; i < names.length; i += 1) state[names[i] as string] = (getters[i] as (object: object) => unknown)(object);
    return state;
  };
  watches[kind] = bare({
    letter,
    count: 0,
    read,
    look(tracked, object, by) {
      if (update || !tracked.ended) {
        const state = read(object);
        change(tracked, state);
        if (isOver?.(state[names[0] as string] as never)) end(tracked, by);
      }
      update?.(tracked as Tracked<never>, object);
    },
  } satisfies Watch);
}

export const trackedOf = <K extends Kind>(object: object | null | undefined): Tracked<K> | undefined => byObject.get(object as object) as Tracked<K> | undefined;
/** Takes another wrapper for what is known already, and lets the first one live as long as this. */
export const alias = (object: object, tracked: Tracked, first: object): void => {
  byObject.set(object, tracked);
  firsts.set(object, first);
};
export const trackedBy = <K extends Kind>(id: string): Tracked<K> | undefined => byId.get(id) as Tracked<K> | undefined;

/** Tells what is different now. */
export const look = (tracked: Tracked, object: object, by: Actor = 'browser'): void => watches[tracked.kind].look(tracked, object, by);

/** For patched methods: the page has done something to an object. */
export const lookAgain = (object: object): void => {
  const tracked = trackedOf(object);
  if (tracked) look(tracked, object, 'page');
};

/**
 * Takes an object into the log.
 * @param first what is told of it once
 * @param stack where it was made: true for the stack of this moment
 */
export function remember<K extends Kind>(kind: K, object: object, first?: Partial<Kinds[K]>, stack: boolean | string = false): Tracked<K> {
  const watch = watches[kind];
  const id = watch.letter + (watch.count += 1);
  const props = { ...first, ...watch.read(object) };
  const tracked: Tracked<K> = bare({ id, kind, ref: newWeakRef(object), props: bare({ ...props }) as unknown as Kinds[K], links: create(null), ended: false });
  byObject.set(object, tracked);
  byId.set(id, tracked);
  collected.register(object, id);
  const text = stack === true ? readStack() : stack;
  tell({ op: 'created', kind, id, props, ...(text && { stack: text }) } as never);
  return tracked;
}

/** Looks at an object, and takes it into the log where it is not yet known. */
export function see<K extends Kind>(kind: K, object: object, first?: Partial<Kinds[K]>, stack?: boolean | string): Tracked<K> {
  const tracked = trackedOf<K>(object) ?? remember(kind, object, first, stack);
  look(tracked, object);
  return tracked;
}

/** Tells the properties that differ from what was told before. */
export function change<K extends Kind>(tracked: Tracked<K>, props: Partial<Kinds[K]>): void {
  const known = tracked.props as unknown as Record<string, unknown>;
  const changed = create(null) as Record<string, unknown>;
  each(keys(props), (name) => {
    const value = (props as Record<string, unknown>)[name];
    if (known[name] !== value) changed[name] = known[name] = value;
  });
  if (keys(changed).length) tell({ op: 'changed', id: tracked.id, props: changed });
}

export const end = (tracked: Tracked, by: Actor): void => {
  if (tracked.ended) return;
  tracked.ended = true;
  tell({ op: 'ended', id: tracked.id, by });
};

export const link = (from: Tracked, rel: Relation, to: Tracked | undefined): void => {
  if (!to || isLinked(from, rel, to)) return;
  (from.links[rel] ??= newSet()).add(to.id);
  tell({ op: 'linked', from: from.id, to: to.id, rel });
};

/** Links it to these and to no others; first those that are left go, so that one is seen to take the place of another. */
export const relink = (from: Tracked, rel: Relation, all: readonly Tracked[]): void => {
  const before = from.links[rel];
  if (before) {
    const now = newSet<string>();
    each(all, ({ id }) => now.add(id));
    before.forEach((to) => {
      if (!now.has(to) && before.delete(to)) tell({ op: 'unlinked', from: from.id, to, rel });
    });
  }
  each(all, (to) => link(from, rel, to));
};

export const isLinked = (from: Tracked, rel: Relation, to: Tracked): boolean => from.links[rel]?.has(to.id) ?? false;

/** Calls `visit` for every object that is linked and not collected. */
export const eachLinked = <K extends Kind>(from: Tracked, rel: Relation, visit: Visit<K>): void =>
  from.links[rel]?.forEach((id) => {
    const tracked = trackedBy<K>(id);
    const object = tracked?.ref.deref();
    if (object) visit(tracked as Tracked<K>, object);
  });

/** Calls `visit` for every object of a kind that is not collected, oldest first. */
export const eachObject = <K extends Kind>(kind: K | undefined, visit: Visit<K>): void =>
  byId.forEach((tracked) => {
    const object = tracked.ref.deref();
    if (object && (!kind || tracked.kind === kind)) visit(tracked as unknown as Tracked<K>, object);
  });

/** Looks at every object. */
export const lookAtAll = (): void => eachObject<Kind>(undefined, (tracked, object) => look(tracked, object));

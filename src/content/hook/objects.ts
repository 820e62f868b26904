import type { Kind, Kinds } from '../../core/ledger/kinds.ts';
import type { Actor, Relation } from '../../core/ledger/facts.ts';
import type { Log } from './log.ts';
import type { Natives } from './natives.ts';

const LETTER: Record<Kind, string> = {
  peer: 'p',
  track: 't',
  stream: 's',
  element: 'e',
  channel: 'c',
  holder: 'h',
  session: 'w',
  socket: 'k',
};

/** What the hook remembers of an object. The object itself is held weakly. */
export interface Tracked<K extends Kind = Kind> {
  readonly id: string;
  readonly kind: K;
  readonly ref: WeakRef<object>;
  /** What it is linked to now: ids by relation. */
  readonly links: Partial<Record<Relation, string[]>>;
  props: Kinds[K];
  ended: boolean;
}

/** The page's objects by id and by identity. Nothing here keeps any of them alive. */
export interface Objects {
  /** Takes an object into the log. An object that is known already is left as it is. */
  add<K extends Kind>(kind: K, object: object, props: Kinds[K], stack: boolean | string): Tracked<K>;
  /** The stack of the page at this moment. */
  stack(): string;
  of(object: object): Tracked | undefined;
  get(id: string): Tracked | undefined;
  object(tracked: Tracked): object | undefined;
  /** Tells the properties that differ from what was told before. */
  change<K extends Kind>(tracked: Tracked<K>, props: Partial<Kinds[K]>, by?: Actor): void;
  end(tracked: Tracked, by: Actor): void;
  link(from: Tracked, to: Tracked, rel: Relation): void;
  unlink(from: Tracked, to: Tracked, rel: Relation): void;
  /** Ids that `from` is linked to by `rel`. */
  linked(from: Tracked, rel: Relation): readonly string[];
  /** Calls `each` for every object that is not collected, oldest first. */
  forEach<K extends Kind>(kind: K, each: (tracked: Tracked<K>, object: object) => void): void;
}

export function createObjects(natives: Natives, log: Log, stackOf: () => string): Objects {
  const byObject = natives.newWeakMap() as WeakMap<object, Tracked>;
  const byId: Record<string, Tracked> = { __proto__: null as never };
  /** Ids by kind, oldest first; those of collected objects are taken out when they are half of the list. */
  const ids: Record<string, string[]> = { __proto__: null as never };
  const dead: Record<string, number> = { __proto__: null as never };
  const counts: Record<string, number> = { __proto__: null as never };
  const collected = natives.newRegistry((id) => {
    const tracked = byId[id];
    if (!tracked) return;
    log.add({ op: 'collected', id });
    delete byId[id];
    tidy(tracked.kind);
  });

  const tidy = (kind: Kind): void => {
    const list = ids[kind] ?? [];
    dead[kind] = (dead[kind] ?? 0) + 1;
    if (dead[kind] * 2 < list.length) return;
    const kept: string[] = [];
    for (let i = 0; i < list.length; i += 1) if (byId[list[i] as string]) kept[kept.length] = list[i] as string;
    ids[kind] = kept;
    dead[kind] = 0;
  };

  const objects: Objects = {
    stack: stackOf,
    add<K extends Kind>(kind: K, object: object, props: Kinds[K], given: boolean | string) {
      const known = natives.weakGet(byObject, object);
      if (known) return known as unknown as Tracked<K>;
      const number = (counts[kind] ?? 0) + 1;
      counts[kind] = number;
      const id = LETTER[kind] + number;
      const links = { __proto__: null } as unknown as Tracked['links'];
      const tracked: Tracked<K> = { id, kind, ref: natives.newWeakRef(object), links, props, ended: false };
      natives.weakSet(byObject, object, tracked as unknown as Tracked);
      byId[id] = tracked as unknown as Tracked;
      const list = (ids[kind] ??= []);
      list[list.length] = id;
      natives.register(collected, object, id);
      const stack = given === true ? stackOf() : given;
      log.add({ op: 'created', kind, id, props: { ...props }, ...(stack ? { stack } : {}) } as never);
      return tracked;
    },
    of: (object) => natives.weakGet(byObject, object),
    get: (id) => byId[id],
    object: (tracked) => natives.deref(tracked.ref),
    change(tracked, props, by) {
      const old = tracked.props as unknown as Record<string, unknown>;
      const changed: Record<string, unknown> = {};
      let any = false;
      const keys = natives.keys(props);
      for (let i = 0; i < keys.length; i += 1) {
        const key = keys[i] as string;
        const value = (props as Record<string, unknown>)[key];
        if (same(old[key], value)) continue;
        changed[key] = value;
        old[key] = value;
        any = true;
      }
      if (any) log.add({ op: 'changed', id: tracked.id, props: changed, ...(by ? { by } : {}) });
    },
    end(tracked, by) {
      if (tracked.ended) return;
      tracked.ended = true;
      log.add({ op: 'ended', id: tracked.id, by });
    },
    link(from, to, rel) {
      const list = (from.links[rel] ??= []);
      if (indexOf(list, to.id) >= 0) return;
      list[list.length] = to.id;
      log.add({ op: 'linked', from: from.id, to: to.id, rel });
    },
    unlink(from, to, rel) {
      if (remove(from.links[rel], to.id)) log.add({ op: 'unlinked', from: from.id, to: to.id, rel });
    },
    linked: (from, rel) => from.links[rel] ?? [],
    forEach<K extends Kind>(kind: K, each: (tracked: Tracked<K>, object: object) => void) {
      const list = ids[kind] ?? [];
      for (let i = 0; i < list.length; i += 1) {
        const tracked = byId[list[i] ?? ''];
        const object = tracked && natives.deref(tracked.ref);
        if (tracked && object) each(tracked as unknown as Tracked<K>, object);
      }
    },
  };
  return objects;
}

/** Equal as data; lists of strings are compared by their parts. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
  const x = a as ArrayLike<unknown>;
  const y = b as ArrayLike<unknown>;
  if (x.length !== y.length) return false;
  for (let i = 0; i < x.length; i += 1) if (x[i] !== y[i]) return false;
  return true;
}

function indexOf(list: readonly string[], id: string): number {
  for (let i = 0; i < list.length; i += 1) if (list[i] === id) return i;
  return -1;
}

function remove(list: string[] | undefined, id: string): boolean {
  const at = list ? indexOf(list, id) : -1;
  if (!list || at < 0) return false;
  for (let i = at; i < list.length - 1; i += 1) list[i] = list[i + 1] as string;
  list.length -= 1;
  return true;
}

import { take } from './interfaces.ts';
import { create, deleteProperty, each, isArray, keys, own } from './natives.ts';
import { change, eachObject, trackedOf, type Tracked } from './objects.ts';
import { quietly } from './patch.ts';
import { shorten } from './text.ts';

const MAX_ENTRIES = 1_000;
/** An entry such as `{ id, pc }` is searched for a connection, unless it has more properties. */
const MAX_PROPERTIES = 100;

const [eachOfMap, deleteOfMap] = take('Map', 'forEach delete');
const [eachOfSet, deleteOfSet] = take('Set', 'forEach delete');
const [splice] = take('Array', 'splice');

/** The connection that is the value or one of the value's own properties. */
const peerIn = (value: unknown): Tracked<'peer'> | undefined => {
  let found: Tracked<'peer'> | undefined;
  const consider = (candidate: unknown): void => {
    const tracked = trackedOf<'peer'>(candidate as object);
    if (tracked?.kind === 'peer') found ??= tracked;
  };
  consider(value);
  const names = found || typeof value !== 'object' ? [] : keys(value ?? {});
  if (names.length <= MAX_PROPERTIES) each(names, (name) => consider(own(value, name)));
  return found;
};

/** Calls the function for the first of these that it does not throw for: a Map, a Set, something else. */
const firstOf = (...ways: (() => unknown)[]): void => {
  let done: boolean | undefined;
  each(ways, (way) => {
    done ||= quietly(() => (way(), true));
  });
};

/**
 * Calls `visit` for each connection in a registry of the page's own: a Map, Set, array or plain object in a global variable. Only data
 * properties are read, since a getter would run the page's code.
 */
const eachRegistered = (name: string, visit: (peer: Tracked<'peer'>, key: unknown, registry: object) => void): void => {
  const registry = own(globalThis, name) as object;
  let left = MAX_ENTRIES;
  const entry = (value: unknown, key: unknown): void => {
    const peer = left > 0 && peerIn(value);
    left -= 1;
    if (peer) visit(peer, key, registry);
  };
  firstOf(
    () => eachOfMap(registry, entry),
    () => eachOfSet(registry, entry),
    () => {
      const names = keys(registry);
      // From the end, so that taking one out of an array moves none that is still to come.
      for (let i = names.length - 1; i >= 0; i -= 1) entry(own(registry, names[i] as string), names[i]);
    },
  );
};

/** Tells for each connection in which of the named globals the page keeps it. */
export function lookAtRegistries(names: readonly string[]): void {
  const found = create(null) as Record<string, string>;
  each(names, (name) =>
    eachRegistered(name, (peer, key) => {
      found[peer.id] = typeof key === 'string' || typeof key === 'number' ? `${name}["${shorten(`${key}`, 80)}"]` : name;
    }),
  );
  eachObject('peer', (peer: Tracked<'peer'>) => {
    const registry = found[peer.id] ?? '';
    const before = peer.props.registry ?? '';
    if (before !== registry) change(peer, { registry, ...(before && { leftRegistry: before }) });
  });
}

/** Takes a connection out of the named globals. */
export const unregister = (_: object, tracked: Tracked, names: readonly string[]): void =>
  each(names, (name) =>
    eachRegistered(name, (registered, key, registry) => {
      if (registered !== tracked) return;
      firstOf(
        () => deleteOfMap(registry, key),
        () => deleteOfSet(registry, key),
        () => (isArray(registry) ? splice(registry, Number(key), 1) : deleteProperty(registry, key as string)),
      );
    }),
  );

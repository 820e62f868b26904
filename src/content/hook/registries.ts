import type { Context } from './context.ts';
import type { Tracked } from './objects.ts';

const MAX_ENTRIES = 1_000;

export interface Registries {
  /** Tells for each peer in which of the named globals the page keeps it. */
  refresh(names: readonly string[]): void;
  /** Takes a peer out of the named globals. */
  remove(peer: object, names: readonly string[]): void;
}

type Visit = (value: unknown, key: string, take: () => void) => void;

/**
 * The page's own registries of connections: a Map, Set, array or plain object in a global variable. Only data properties are read, since
 * a getter would run the page's code.
 */
export function trackRegistries({ realm, natives, objects }: Context): Registries {
  const dataOf = (object: object, name: string): unknown => natives.getDescriptor(object, name)?.value;

  const visit = (name: string, each: Visit): void => {
    const registry: unknown = dataOf(realm, name);
    if (typeof registry !== 'object' || registry === null) return;
    let count = 0;
    const bounded: Visit = (value, key, take) => {
      count += 1;
      if (count <= MAX_ENTRIES) each(value, key, take);
    };
    try {
      natives.mapForEach(registry, (value, key) => bounded(value, keyText(key), () => natives.mapDelete(registry, key)));
      return;
    } catch {
      // Not a Map.
    }
    try {
      natives.setForEach(registry, (value) => bounded(value, '', () => natives.setDelete(registry, value)));
      return;
    } catch {
      // Not a Set.
    }
    const keys = natives.keys(registry);
    const list = natives.isArray(registry);
    for (let i = keys.length - 1; i >= 0; i -= 1) {
      const key = keys[i] as string;
      bounded(dataOf(registry, key), key, () =>
        list ? natives.arraySplice(registry, Number(key), 1) : natives.deleteProperty(registry, key),
      );
    }
  };

  /** The peer itself, or an object with the peer in one of its own properties (`{ id, pc }`). */
  const peerIn = (value: unknown): object | undefined => {
    if (typeof value !== 'object' || value === null) return;
    if (objects.of(value)?.kind === 'peer') return value;
    const keys = natives.keys(value);
    for (let i = 0; i < keys.length && i < 20; i += 1) {
      const inner = dataOf(value, keys[i] as string);
      if (typeof inner === 'object' && inner !== null && objects.of(inner)?.kind === 'peer') return inner;
    }
    return;
  };

  return {
    refresh(names) {
      const found: Record<string, string> = { __proto__: null as never };
      for (let i = 0; i < names.length; i += 1) {
        const name = names[i] as string;
        visit(name, (value, key) => {
          const peer = peerIn(value);
          const tracked = peer && objects.of(peer);
          if (tracked) found[tracked.id] = key === '' ? name : `${name}["${key}"]`;
        });
      }
      objects.forEach('peer', (tracked: Tracked<'peer'>) => {
        const registry = found[tracked.id] ?? '';
        const before = tracked.props.registry ?? '';
        if (before !== registry) objects.change(tracked, { registry, ...(before ? { leftRegistry: before } : {}) });
      });
    },
    remove(peer, names) {
      for (let i = 0; i < names.length; i += 1) {
        visit(names[i] as string, (value, _, take) => {
          if (peerIn(value) === peer) take();
        });
      }
    },
  };
}

function keyText(key: unknown): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key).slice(0, 80) : '';
}

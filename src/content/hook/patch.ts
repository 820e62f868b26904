import type { Natives } from './natives.ts';

/** Puts things back as they were. */
export type Undo = () => void;

/** What a patch sees of a call, after the native function has been called and has returned. */
export type Observer = (self: object, args: ArrayLike<unknown>, result: unknown) => void;

/**
 * Replaces native functions by proxies of themselves. A `Proxy` keeps what a wrapper function loses: name, length, own keys, brand checks,
 * `new.target` and so subclassing, "not a constructor" errors. The native function is called first and its result or error is what the
 * page gets; the observer runs after it and cannot throw into the page.
 */
export interface Patcher {
  /** Patches a method. `before` runs ahead of the native call and its result is handed to nobody: it may only look. */
  method(owner: object | undefined, name: string, after: Observer, before?: (self: object, args: ArrayLike<unknown>) => void): void;
  /** Patches a method that returns a promise; `settled` sees the value it is fulfilled with. Only for calls that `wants` says yes to. */
  promise(owner: object | undefined, name: string, wants: (self: object, args: ArrayLike<unknown>) => unknown, settled: (value: unknown, wanted: never) => void, failed?: (wanted: never) => void): void;
  setter(owner: object | undefined, name: string, after: (self: object, value: unknown) => void): void;
  /** Patches a constructor under its first name and under the further names that stand for the same one. */
  construct(owner: object, names: readonly string[], after: (made: object, args: ArrayLike<unknown>) => void, failed?: (error: unknown) => void): void;
  undo: Undo;
}

export function createPatcher(natives: Natives, functionPrototype: object): Patcher {
  const { Proxy, apply, construct: nativeConstruct, defineProperty, getDescriptor, weakGet, weakSet } = natives;
  const originals = natives.newWeakMap() as WeakMap<object, object>;
  const undos: Undo[] = [];

  const quietly = (observe: () => void): void => {
    try {
      observe();
    } catch {
      // The page must never feel the observer.
    }
  };

  const replace = (owner: object, name: string, key: 'value' | 'set', wrap: (native: object) => object): void => {
    const descriptor = getDescriptor(owner, name);
    const native: unknown = descriptor?.[key];
    if (!descriptor?.configurable || typeof native !== 'function') return;
    const proxy = wrap(native);
    weakSet(originals, proxy, native);
    defineProperty(owner, name, { ...descriptor, [key]: proxy });
    undos[undos.length] = () => {
      const current = getDescriptor(owner, name);
      // Somebody else patched after us: taking theirs away would be worse than leaving ours in.
      if (current?.[key] === proxy) defineProperty(owner, name, descriptor);
    };
  };

  const patcher: Patcher = {
    method(owner, name, after, before) {
      if (!owner) return;
      replace(owner, name, 'value', (native) =>
        new Proxy(native as () => unknown, {
          apply(target, self, args) {
            if (before) quietly(() => before(self, args));
            const result: unknown = apply(target, self, args);
            quietly(() => after(self, args, result));
            return result;
          },
        }),
      );
    },
    promise(owner, name, wants, settled, failed) {
      if (!owner) return;
      replace(owner, name, 'value', (native) =>
        new Proxy(native as () => unknown, {
          apply(target, self, args) {
            let wanted: unknown;
            quietly(() => {
              wanted = wants(self, args);
            });
            const result = apply(target, self, args) as Promise<unknown>;
            if (!wanted) return result;
            return natives.chain(
              result,
              (value) => {
                quietly(() => settled(value, wanted as never));
                return value;
              },
              (reason: unknown) => {
                if (failed) quietly(() => failed(wanted as never));
                throw reason;
              },
            );
          },
        }),
      );
    },
    setter(owner, name, after) {
      if (!owner) return;
      replace(owner, name, 'set', (native) =>
        new Proxy(native as () => unknown, {
          apply(target, self, args) {
            const result: unknown = apply(target, self, args);
            quietly(() => after(self, args[0]));
            return result;
          },
        }),
      );
    },
    construct(owner, names, after, failed) {
      const native: unknown = getDescriptor(owner, names[0] as string)?.value;
      if (typeof native !== 'function') return;
      const proxy = new Proxy(native as new () => object, {
        construct(target, args, newTarget: new () => object) {
          let made: object;
          try {
            made = nativeConstruct(target, args, newTarget) as object;
          } catch (error) {
            if (failed) quietly(() => failed(error));
            throw error;
          }
          quietly(() => after(made, args));
          return made;
        },
      });
      for (let i = 0; i < names.length; i += 1) {
        const name = names[i] as string;
        if (getDescriptor(owner, name)?.value === native) replace(owner, name, 'value', () => proxy);
      }
      const { prototype } = native as { prototype?: object };
      if (prototype) replace(prototype, 'constructor', 'value', () => proxy);
    },
    undo() {
      for (let i = undos.length - 1; i >= 0; i -= 1) undos[i]?.();
    },
  };

  // A proxy of a native function prints without its name; this gives the name back, for itself too.
  replace(functionPrototype, 'toString', 'value', (native) =>
    new Proxy(native as () => string, {
      apply(target, self: unknown, args) {
        const original = typeof self === 'function' ? weakGet(originals, self) : undefined;
        return apply(target, original ?? self, args);
      },
    }),
  );
  return patcher;
}

import { prototypeOf, take } from './interfaces.ts';
import { apply, bare, construct, defineProperty, each, getOwnPropertyDescriptor, getPrototypeOf, newWeakMap, own, Proxy } from './natives.ts';
import { trackedOf, type Tracked } from './objects.ts';
import { hideFrames } from './stack.ts';
import { match, words } from './text.ts';

/**
 * Looks at a call after the native function has returned. A promise that it gives back goes to the page in place of the native's; see
 * `whenFulfilled`.
 * @param tracked what is known of `self`
 */
export type Observer = (self: object, args: ArrayLike<unknown>, result: unknown, tracked: Tracked | undefined) => Promise<unknown> | undefined | void;

export const [then] = take('Promise', 'then');
/** Native functions by the proxies that stand for them. */
const natives = newWeakMap<object>();

/** Runs what only observes: the page must never feel that it fails. */
export const quietly = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};

/** Runs what is the page's; the stack of what it throws does not show the hook. */
const unseen = <T>(run: () => T, failed?: (error: Error) => void): T => {
  try {
    return run();
  } catch (error) {
    if (failed) quietly(() => failed(error as Error));
    quietly(() => hideFrames(error as object));
    throw error;
  }
};

/**
 * A native function is replaced by a `Proxy` of itself, which keeps what a wrapper function loses: name, length, own keys, brand checks,
 * `new.target` and so subclassing, "not a constructor" errors.
 */
const proxyOf = <F extends object>(native: F, traps: ProxyHandler<F>): F => {
  const proxy = new Proxy(native, bare(traps));
  natives.set(proxy, native);
  return proxy;
};

type Native = (...args: never[]) => unknown;

/** Puts a proxy in the place of a method or of an attribute's setter. */
const replace = (owner: object, name: string, proxy: (native: Native) => object): void => {
  const descriptor = getOwnPropertyDescriptor(owner, name);
  const key = descriptor?.set ? 'set' : 'value';
  if (!descriptor?.configurable || typeof descriptor[key] !== 'function') return;
  descriptor[key] = proxy(descriptor[key] as Native) as never;
  defineProperty(owner, name, bare(descriptor));
};

/**
 * Patches methods, or setters of attributes.
 * @param owner what has them, or the name of an interface
 * @param names with a space between two
 * @param before runs ahead of the native function
 */
export function patch(owner: object | string, names: string, after: Observer, before?: (self: object) => void): void {
  const object = typeof owner === 'string' ? prototypeOf(owner) : owner;
  each(object && words(names), (name) =>
    replace(object as object, name, (native) =>
      proxyOf(native, {
        apply(target, self: object, args) {
          if (before) quietly(() => before(self));
          const result: unknown = unseen(() => apply(target, self, args));
          return quietly(() => after(self, args, result, trackedOf(self))) ?? result;
        },
      }),
    ),
  );
}

/** Patches a constructor, also where it has an older name, and as the `constructor` of what it makes. */
export function patchConstructor(name: string, after: (made: object, args: ArrayLike<unknown>) => void, failed?: (error: Error) => void): void {
  const native = own(globalThis, name) as (new () => object) | undefined;
  if (!native) return;
  const proxy = proxyOf(native, {
    construct(target, args, newTarget) {
      const made = unseen(() => construct(target, args, newTarget) as object, failed);
      quietly(() => after(made, args));
      return made;
    },
  });
  const replaceSame = (owner: object, key: string): void => replace(owner, key, (found) => (found === (native as unknown) ? proxy : found));
  each(['', 'webkit', 'moz'], (prefix) => replaceSame(globalThis, prefix + name));
  replaceSame(native.prototype as object, 'constructor');
}

/** Looks at the value of a promise before the page sees it. The page is given the promise that this returns. */
export const whenFulfilled = <T>(promise: unknown, look: (value: T) => void, failed?: () => void): Promise<unknown> =>
  then(
    promise as object,
    (value: T) => {
      quietly(() => look(value));
      return value;
    },
    (reason: unknown) => {
      if (failed) quietly(failed);
      quietly(() => hideFrames(reason as object));
      throw reason;
    },
  ) as Promise<unknown>;

const ownFunctions = Function.prototype;

/** What prints the functions of the realm that a function is of, where that is another one: it alone knows the proxies there. */
const printerOf = (printed: object): object | undefined => {
  let from = printed as object | null;
  let printer: object | undefined;
  while (from && from !== ownFunctions && !printer) {
    from = getPrototypeOf(from) as object | null;
    printer = own(from, 'toString') as object | undefined;
  }
  return from === ownFunctions ? undefined : printer;
};

// A proxy of a native function prints without its name; this gives the name back, for itself too.
replace(ownFunctions, 'toString', (native) =>
  proxyOf(native, {
    apply: (target, self: object, args) =>
      unseen(() => {
        const text: unknown = apply(target, natives.get(self) ?? self, args);
        const printer = text === 'function () { [native code] }' ? printerOf(self) : undefined;
        const there: unknown = printer && apply(printer as () => void, self, args);
        return match(/^function /, `${there as string}`) ? there : text;
      }),
  }),
);

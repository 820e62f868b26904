import { prototypeOf, take } from './interfaces.ts';
import { newest } from './log.ts';
import { apply, bare, construct, defineProperty, describe, each, getPrototypeOf, newWeakMap, own, Proxy } from './natives.ts';
import { trackedOf, type Tracked } from './objects.ts';
import { enter, hideFrames } from './stack.ts';
import { match, words } from './text.ts';

/**
 * Looks at a call after the native function has returned. A promise that it gives back goes to the page in place of the native's; see
 * `whenFulfilled`.
 * @param tracked what is known of `self`
 */
export type Observer = (self: object, args: ArrayLike<unknown>, result: unknown, tracked: Tracked | undefined) => Promise<unknown> | undefined | void;

const [print] = take('Function', 'toString');
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

/** The error, with the hook's frames taken out of its stack. */
const hidden = (error: unknown): unknown => {
  quietly(() => hideFrames(error as object));
  return error;
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

/** Puts a proxy in the place of a method or of an attribute's setter. What the page has put there itself stays. */
const replace = (owner: object, name: string, proxy: (native: Native) => object): void => {
  const descriptor = describe(owner, name);
  const key = descriptor.set ? 'set' : 'value';
  const native = descriptor[key] as Native;
  if (!descriptor.configurable || typeof native !== 'function' || (newest && !match(/^function [^(]*\w\(\) {\s*\[native/, print(native)))) return;
  descriptor[key] = proxy(native) as never;
  defineProperty(owner, name, descriptor);
};

/**
 * Patches methods, or setters of attributes.
 * @param owner what has them, or the names of interfaces, with a space between two
 * @param names with a space between two
 * @param before runs ahead of the native function
 */
export function patch(owner: object | string, names: string, after: Observer, before?: (self: object) => void): void {
  if (typeof owner === 'string') return each(words(owner), (name) => patch(prototypeOf(name) ?? {}, names, after, before));
  each(words(names), (name) =>
    replace(owner, name, (native) =>
      proxyOf(native, {
        apply: function entry(target, self: object, args) {
          if (before) quietly(() => before(self));
          let result: unknown;
          try {
            result = apply(target, self, args);
          } catch (error) {
            throw hidden(error);
          }
          enter(entry);
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
    construct: function entry(target, args, newTarget) {
      let made: object;
      try {
        made = construct(target, args, newTarget) as object;
      } catch (error) {
        if (failed) quietly(() => failed(error as Error));
        throw hidden(error);
      }
      enter(entry);
      quietly(() => after(made, args));
      return made;
    },
  });
  const replaceSame = (owner: object, key: string): void => replace(owner, key, (found) => (found === (native as unknown) ? proxy : found));
  each(['', 'webkit', 'moz'], (prefix) => replaceSame(globalThis, prefix + name));
  replaceSame(native.prototype as object, 'constructor');
}

/**
 * Looks at the value of a promise before the page sees it. The page is given the promise that this returns. `then()` would ask the page's own
 * classes what to make of it; to wait asks nobody.
 */
export const whenFulfilled = async <T>(promise: unknown, look: (value: T) => void, failed?: () => void): Promise<unknown> => {
  try {
    const value = (await promise) as T;
    enter(whenFulfilled);
    quietly(() => look(value));
    return value;
  } catch (reason) {
    if (failed) quietly(failed);
    throw hidden(reason);
  }
};

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
    apply(target, self: object, args) {
      try {
        const text: unknown = apply(target, natives.get(self) ?? self, args);
        const printer = text === 'function () { [native code] }' ? printerOf(self) : undefined;
        const there: unknown = printer && apply(printer as () => void, self, args);
        return match(/^function /, `${there as string}`) ? there : text;
      } catch (error) {
        throw hidden(error);
      }
    },
  }),
);

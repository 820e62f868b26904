/**
 * The platform's own functions, taken before any script of the page can replace them. The hook calls nothing of the platform but what is
 * taken here or by `interfaces.ts`: it looks up no method on an object that the page can reach, uses no iterator (so no `for … of`, no list
 * spread or destructured), and keeps its data without prototypes. A page that replaces `Map.prototype.get` neither breaks the hook nor sees it work.
 */
export const { apply, construct, defineProperty, deleteProperty } = Reflect;
export const { create, getPrototypeOf, keys } = Object;
const { getOwnPropertyDescriptor, getOwnPropertyDescriptors, setPrototypeOf } = Object;
export const { Error, Proxy, URL, document, fetch, location, performance, queueMicrotask } = globalThis;
export const { isArray } = Array;
const { bind, call } = Function.prototype;

/** The function with its `this` as the first argument. It is a bound one, so that nothing is looked up when it is called. */
export const uncurry = bind.bind(call) as unknown as (native: (...args: never[]) => unknown) => (self: unknown, ...args: unknown[]) => unknown;

/** The same object or list without a prototype: nothing that a page adds to `Object.prototype` shows in it, and it can still be posted. */
export const bare = <T extends object>(object: T): T => setPrototypeOf(object, null) as T;

/** Sets a property of the object's own, whatever its prototypes make of the name. */
export const setOwn = (object: object, name: string, value: unknown): boolean =>
  defineProperty(object, name, bare({ value, writable: true, enumerable: true, configurable: true }));

/** A property of the object's own; nothing where there is none. */
export const describe = (object: object, name: PropertyKey): PropertyDescriptor => bare(getOwnPropertyDescriptor(object, name) ?? {});

/** A data property of the object's own. An accessor is not read, since that would run the page's code. */
export const own = (object: unknown, name: PropertyKey): unknown => (object === undefined || object === null ? undefined : describe(object, name).value);

export const each = <T>(list: ArrayLike<T> | undefined, visit: (item: T) => void): void => {
  const count = list ? list.length : 0;
  for (let i = 0; i < count; i += 1) visit((list as ArrayLike<T>)[i] as T);
};

/** A list that nothing of the page is reached by. */
export const newList = <T>(): T[] => bare<T[]>([]);

export const push = <T>(list: T[], item: T): void => {
  list[list.length] = item;
};

/** Makes instances of a native class that have its methods as their own, out of reach for the page. */
const instances = (native: { readonly prototype: object }): ((argument?: unknown) => object) => {
  function Own(): void {}
  Own.prototype = create(null, getOwnPropertyDescriptors(native.prototype));
  return (argument) => construct(native as () => void, [argument], Own) as object;
};

export const newMap = instances(Map) as <K, V>() => Map<K, V>;
export const newSet = instances(Set) as <V>() => Set<V>;
export const newWeakMap = instances(WeakMap) as <V>() => WeakMap<object, V>;
export const newWeakRef = instances(WeakRef) as (object: object) => WeakRef<object>;
export const newRegistry = instances(FinalizationRegistry) as (collected: (id: string) => void) => FinalizationRegistry<string>;

/** A window with the constructors of its realm. */
export type Realm = Window & typeof globalThis;

type Method<T, A extends unknown[], R> = (self: T, ...args: A) => R;

/**
 * The platform's own functions, taken before any script of the page can replace them. Everything here is called without a look-up on an
 * object that the page can reach: a page that replaces `Map.prototype.get` neither breaks the hook nor sees it work.
 */
export type Natives = ReturnType<typeof captureNatives>;

export function captureNatives(realm: Realm) {
  const { Object: RealmObject, Reflect: RealmReflect, Function: RealmFunction } = realm;
  const { call, bind } = RealmFunction.prototype;
  const uncurry = bind.bind(call) as <T, A extends unknown[], R>(method: (this: T, ...args: A) => R) => Method<T, A, R>;
  const getDescriptor = RealmObject.getOwnPropertyDescriptor;
  const getPrototypeOf = RealmObject.getPrototypeOf;
  /** The getter of an accessor property, as a plain function; gives `undefined` where the browser has no such property. */
  const getter = <T>(prototype: object | undefined, name: string): ((self: object) => T | undefined) => {
    const get = prototype && getDescriptor(prototype, name)?.get;
    return get ? (uncurry(get) as (self: object) => T) : () => undefined;
  };
  const setter = (prototype: object | undefined, name: string): ((self: object, value: unknown) => void) => {
    const set = prototype && getDescriptor(prototype, name)?.set;
    return set ? (uncurry(set) as (self: object, value: unknown) => void) : () => undefined;
  };
  const method = <R>(prototype: object | undefined, name: string): ((self: object, ...args: unknown[]) => R | undefined) => {
    const value: unknown = prototype && getDescriptor(prototype, name)?.value;
    return typeof value === 'function' ? (uncurry(value as () => R) as never) : () => undefined;
  };
  const now = method<number>(realm.Performance.prototype, 'now');
  const { performance } = realm;
  const { timeOrigin } = performance;
  const NativeWeakMap = realm.WeakMap;
  const NativeWeakRef = realm.WeakRef;
  const NativeRegistry = realm.FinalizationRegistry;
  return {
    Proxy: realm.Proxy,
    Error: realm.Error,
    String: realm.String,
    construct: RealmReflect.construct,
    apply: RealmReflect.apply,
    keys: RealmObject.keys,
    deleteProperty: RealmReflect.deleteProperty,
    defineProperty: RealmObject.defineProperty,
    getDescriptor,
    getPrototypeOf,
    getter,
    setter,
    method,
    queueMicrotask: realm.queueMicrotask.bind(realm),
    /** Milliseconds since the Unix epoch; never runs backwards. */
    now: () => timeOrigin + (now(performance) ?? 0),
    newWeakMap: () => new NativeWeakMap<object, never>(),
    weakGet: uncurry(NativeWeakMap.prototype.get) as <V>(map: WeakMap<object, V>, key: object) => V | undefined,
    weakSet: uncurry(NativeWeakMap.prototype.set) as <V>(map: WeakMap<object, V>, key: object, value: V) => void,
    newWeakRef: (object: object) => new NativeWeakRef(object),
    deref: uncurry(NativeWeakRef.prototype.deref) as (ref: WeakRef<object>) => object | undefined,
    newRegistry: (callback: (id: string) => void) => new NativeRegistry<string>(callback),
    register: uncurry(NativeRegistry.prototype.register) as (r: FinalizationRegistry<string>, object: object, id: string) => void,
    mapForEach: uncurry(realm.Map.prototype.forEach) as (map: object, each: (value: unknown, key: unknown) => void) => void,
    mapDelete: uncurry(realm.Map.prototype.delete) as (map: object, key: unknown) => boolean,
    setForEach: uncurry(realm.Set.prototype.forEach) as (set: object, each: (value: unknown) => void) => void,
    setDelete: uncurry(realm.Set.prototype.delete) as (set: object, value: unknown) => boolean,
    arraySplice: uncurry(realm.Array.prototype.splice) as (array: object, start: number, count: number) => void,
    isArray: realm.Array.isArray,
    chain: uncurry(realm.Promise.prototype.then) as <T>(p: Promise<T>, ok: (value: T) => unknown, bad?: (reason: unknown) => unknown) => Promise<unknown>,
    addEventListener: method<void>(realm.EventTarget.prototype, 'addEventListener'),
    removeEventListener: method<void>(realm.EventTarget.prototype, 'removeEventListener'),
  };
}

import { apply, create, each, getOwnPropertyDescriptor, newWeakMap, own, ownKeys } from './natives.ts';

type Global = typeof globalThis;
type Instance<N> = N extends keyof Global ? (Global[N] extends { readonly prototype: infer I } ? I : never) : Readonly<Record<string, unknown>>;
type Result<T> = T extends (...args: never[]) => infer R ? R : T;

/**
 * Reads an attribute, sets one (`name=`) or calls a method, all as they were at the start. Where the browser has no such member the answer
 * is `undefined`, whatever the type says.
 */
export interface Ask<I> {
  <M extends keyof I & string>(self: object | string, member: M, ...args: unknown[]): Result<I[M]>;
  (self: object | string, member: `${keyof I & string}=`, value: unknown): void;
}

/** The prototypes that were asked for. */
export const prototypes = newWeakMap<object | undefined>();

export const prototypeOf = (name: string): object | undefined => own(own(globalThis, name), 'prototype') as object | undefined;

/**
 * The members of an interface, whatever the page makes of it later.
 * @param only these, of an interface with hundreds: the browser makes each when it is first taken
 */
export function interfaceOf<N extends string>(name: N, only?: readonly (keyof Instance<N> & string)[]): Ask<Instance<N>> {
  const prototype = prototypeOf(name);
  const members = create(null) as Record<string, (...args: never[]) => unknown>;
  each<string | symbol>(prototype && (only ?? ownKeys(prototype)), (key) => {
    const { get, set, value } = getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;
    members[key as string] = get ?? value;
    if (set) members[`${key as string}=`] = set;
  });
  const ask = (self: object, member: string, ...args: unknown[]): unknown => {
    const native = members[member];
    return native && apply(native, self, args);
  };
  prototypes.set(ask, prototype);
  return ask as Ask<Instance<N>>;
}

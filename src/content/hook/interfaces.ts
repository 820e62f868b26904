import { describe, own, uncurry } from './natives.ts';

type Global = typeof globalThis;
type Instance<N> = N extends keyof Global ? (Global[N] extends { readonly prototype: infer I } ? I : never) : never;
type Result<T> = T extends (...args: never[]) => infer R ? R : T;
type Member<I, M> = M extends `${string}=`
  ? (self: object, value: unknown) => void
  : (self: object | string, ...args: unknown[]) => M extends keyof I ? Result<I[M]> : unknown;
/** The functions for the words of `S`. */
type Members<I, S extends string> = S extends `${infer First} ${infer Rest}` ? [Member<I, First>, ...Members<I, Rest>] : [Member<I, S>];

export const prototypeOf = (name: string): object | undefined => own(own(globalThis, name), 'prototype') as object | undefined;

/**
 * Members of an interface as functions that are given the object first, whatever the page makes of them later: a method, an attribute's getter, or with
 * a `=` behind the name its setter. Where the browser has no such member the function gives `undefined`, whatever the type says. To be called before
 * any script of the page. Only what is used is taken: the browser makes each member when it is first touched.
 * @param name such as `RTCPeerConnection`
 * @param members with a space between two
 */
export function take<N extends string, S extends string>(name: N, members: S): Members<Instance<N>, S> {
  const prototype = prototypeOf(name);
  return members.split(' ').map((member) => {
    const key = member.replace('=', '');
    const { get, set, value } = describe(prototype ?? {}, key);
    const native = key === member ? (get ?? value) : set;
    return native ? uncurry(native) : () => undefined;
  }) as never;
}

import type { CleanStep, StepResult } from '../core/clean/step.ts';
import type { Fact } from '../core/ledger/facts.ts';

/** Raised whenever a message changes its meaning; ends of different versions do not talk. */
export const PROTOCOL_VERSION = 1;

/** Event by which the hook hands its end of the channel to the bridge, before any script of the page runs. */
export const HANDOVER_EVENT = 'rtc-leak-inspector:handover';

/** What goes up, from the hook to the panel. */
export interface Events {
  /** A hook is there. `n` is its newest fact; 0: the page has done nothing with WebRTC. */
  hello: { readonly document: string; readonly url: string; readonly top: boolean; readonly n: number };
  /** Facts without a gap. `whole`: they tell everything from the start, forget what you knew of this document. */
  facts: { readonly document: string; readonly facts: readonly Fact[]; readonly whole: boolean };
}

/** What goes down, from the panel to the hook. Each is answered once. */
export interface Commands {
  /** Tell all facts after number `since`, then each new one as it comes; until `unfollow` or the channel ends. */
  follow(request: { readonly since: number; readonly registries: readonly string[] }): { readonly n: number };
  /** Say `hello` again, to somebody who came later. */
  announce(request: Record<string, never>): Record<string, never>;
  unfollow(request: Record<string, never>): Record<string, never>;
  /** Look at every live object now and tell what changed. Answers when all of it has been told. */
  sample(request: { readonly stats: boolean }): { readonly n: number };
  clean(request: { readonly steps: readonly CleanStep[] }): { readonly reports: readonly { result: StepResult; error?: string }[] };
  /** Put an object into a global variable of the page, for the console. */
  expose(request: { readonly id: string; readonly name: string }): { readonly found: boolean };
}

export type EventName = keyof Events;
export type CommandName = keyof Commands;
export type Request<C extends CommandName> = Parameters<Commands[C]>[0];
export type Answer<C extends CommandName> = ReturnType<Commands[C]>;

export type Envelope =
  | { readonly v: number; readonly kind: 'event'; readonly name: EventName; readonly data: unknown }
  | { readonly v: number; readonly kind: 'request'; readonly id: number; readonly name: CommandName; readonly data: unknown }
  | { readonly v: number; readonly kind: 'answer'; readonly id: number; readonly data?: unknown; readonly error?: string };

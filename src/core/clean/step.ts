import type { Message } from '../rules/finding.ts';

/** What one step does. All but the last two are done by the hook inside the page. */
export type CleanAction =
  | 'stop-track'
  | 'clear-element'
  | 'null-handlers'
  | 'close-channel'
  | 'close-peer'
  | 'unregister'
  | 'delete-session'
  | 'stop-holder'
  | 'close-socket'
  | 'stop-process'
  | 'kick-session';

/** One step of a plan. Plain data; `target` is a ledger id, or for a server's object the server's own id. */
export interface CleanStep {
  readonly action: CleanAction;
  readonly target: string;
  /** Where it is done: a document's label, or the endpoint of a server. */
  readonly at: string;
  /** What it is about to change, e.g. a track's label or the connection's state. */
  readonly detail: Message;
  /** Names for the step: registries to sweep, handler names to clear. */
  readonly names?: readonly string[];
}

export type StepResult = 'done' | 'not-needed' | 'failed';

/** What a step reported, and what a look afterwards said of it. */
export interface StepOutcome {
  readonly step: CleanStep;
  readonly result: StepResult;
  /** Why it failed, in the thrower's words. */
  readonly error?: string;
  /** From the ledger after the clean-up: `gone`, or still there whatever the step reported. */
  readonly verified: 'gone' | 'still-there' | 'unknown';
  /** Its page was left, or its frame removed, before it was verified. */
  readonly left?: true;
}

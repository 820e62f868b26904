import type { ReadonlySignal } from '@preact/signals';
import type { Sample } from '../core/budget.ts';
import type { Chain } from '../core/join/chain.ts';
import type { CleanPlan } from '../core/clean/plan.ts';
import type { StepOutcome } from '../core/clean/step.ts';
import type { Ledger, EntityId } from '../core/ledger/ledger.ts';
import type { StackFrame } from '../core/ledger/stack.ts';
import type { Report } from '../core/report/report.ts';
import type { Finding, Message } from '../core/rules/finding.ts';
import type { Settings } from '../core/settings.ts';
import type { Credentials } from '../platform/credentials.ts';

/**
 * `waiting`: the page answered nothing yet, most often because it was loaded before the extension. `lost`: it does not answer DevTools
 * either, as after a crash.
 */
export type LinkState = 'connecting' | 'waiting' | 'connected' | 'lost';

export { CHAIN_PARTS, type Chain, type ChainPart } from '../core/join/chain.ts';

/** A clean-up from its plan to its outcome. */
export interface CleanRun {
  readonly plan: CleanPlan;
  readonly state: 'planned' | 'running' | 'done';
  readonly outcomes: readonly StepOutcome[];
}

/** What views read. Only the session writes it. */
export interface PanelState {
  /** DevTools' own theme, now; `settings.theme` says whether it is followed. */
  readonly theme: ReadonlySignal<'light' | 'dark'>;
  /** Changes with every batch of facts; read it to be drawn again, then read the ledger. */
  readonly revision: ReadonlySignal<number>;
  readonly ledger: () => Ledger;
  readonly now: ReadonlySignal<number>;
  readonly link: ReadonlySignal<LinkState>;
  /** The page does not run: it is stopped at a breakpoint, or busy. Nothing new is told of it until it has run for a while. */
  readonly standsStill: ReadonlySignal<boolean>;
  /** Where a frame of a stack is in the author's own source; the frame itself while or where that is not known. */
  readonly locate: (frame: StackFrame) => StackFrame;
  /** Oldest first, bounded. */
  readonly samples: ReadonlySignal<readonly Sample[]>;
  readonly findings: ReadonlySignal<readonly Finding[]>;
  readonly settings: ReadonlySignal<Settings>;
  /** Worst first. */
  readonly chains: ReadonlySignal<readonly Chain[]>;
  readonly clean: ReadonlySignal<CleanRun | undefined>;
  /** The last thing that went wrong, in words that say what to do; the user can dismiss it. */
  readonly problem: ReadonlySignal<Message | undefined>;
}

/** What views can ask for. */
export interface PanelActions {
  /** Shows what cleaning these objects would do; nothing is done yet. */
  planClean(ids: readonly EntityId[]): void;
  /** Does the plan that is shown, looks again, and lists each step's outcome. */
  runClean(): Promise<void>;
  dismissClean(): void;
  /** Chromium: forces a full collection of the inspected page, then looks again. */
  collectGarbage(): Promise<void>;
  updateSettings(change: Partial<Settings>): Promise<void>;
  /** Ends an FFmpeg at its server; its server is asked again before this resolves. */
  stopProcess(endpoint: string, pid: number): Promise<void>;
  /** Ends a viewer's session at its server; its server is asked again before this resolves. */
  kickSession(endpoint: string, id: string): Promise<void>;
  /** Asks the user to let the extension read from the server's host. Call it in a click, before anything is awaited. */
  allowEndpoint(endpoint: string): Promise<void>;
  /** Keeps the credentials of a server until the browser is closed; `undefined` forgets them. */
  signIn(endpoint: string, credentials: Credentials | undefined): Promise<void>;
  openSource(url: string, line: number, column: number): void;
  revealElement(id: EntityId): void;
  /** Puts an object into a global variable of its page; resolves to the variable's name, or undefined when that failed. */
  storeAsGlobal(id: EntityId): Promise<string | undefined>;
  reloadPage(): void;
  dismissProblem(): void;
  report(): Report;
}

export interface PanelModel {
  readonly state: PanelState;
  readonly actions: PanelActions;
}

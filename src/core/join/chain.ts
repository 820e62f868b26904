import type { EntityId } from '../ledger/ledger.ts';
import type { Message } from '../rules/finding.ts';
import type { How } from './join-sessions.ts';

/** The parts of the way from a camera to the page, as a reader follows it. */
export const CHAIN_PARTS = ['peer', 'session', 'serverSession', 'path', 'process'] as const;
export type ChainPart = (typeof CHAIN_PARTS)[number];

/** One viewer joined to what it costs on the server; a part that is absent is not there or not known. */
export interface Chain {
  /** Stays the same from one look to the next. */
  readonly key: string;
  readonly camera: string;
  readonly peer?: EntityId;
  /** The WHEP session as the page made it. */
  readonly session?: EntityId;
  readonly serverSession?: { readonly endpoint: string; readonly id: string };
  /** `publisher`: who publishes to it, in its own words; `Lavf…` is an FFmpeg, of which the server tells no process. */
  readonly path?: { readonly endpoint: string; readonly name: string; readonly publisher?: string };
  readonly process?: { readonly endpoint: string; readonly pid: number };
  /** Joined by the session's id, or only by address and time; absent where nothing of this page is in it. */
  readonly how?: How;
  /** The part that is missing or should be gone, and why. */
  readonly broken?: { readonly at: ChainPart; readonly why: Message };
}

import type { Actor, MomentName, Relation } from './facts.ts';
import type { Kind, Kinds } from './kinds.ts';
import type { StackFrame } from './stack.ts';
import type { ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { ServerHistory } from './server-history.ts';

/** A document's label and the object's id in it: `0:p3` is peer 3 of the main frame. */
export type EntityId = string;

export interface Entity<K extends Kind = Kind> {
  readonly id: EntityId;
  readonly kind: K;
  readonly document: string;
  readonly createdAt: number;
  /** Innermost page frame first; empty when the engine gave none. */
  readonly stack: readonly StackFrame[];
  props: Kinds[K];
  /** When a property last changed. */
  changedAt: number;
  endedAt?: number;
  endedBy?: Actor;
  collectedAt?: number;
}

export interface Link {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly rel: Relation;
  readonly since: number;
  until?: number;
}

export interface DocumentRecord {
  readonly id: string;
  url: string;
  top: boolean;
  startedAt: number;
  hidden: boolean;
  hiddenSince?: number;
  /** When it was last shown again. */
  shownAt?: number;
  /** Media elements in it; absent where nobody told. */
  players?: number;
  /** When it was last seen to have lost one. */
  playerGoneAt?: number;
  /** It was navigated away from, or its frame was removed: everything in it is gone with it. */
  endedAt?: number;
  /** In the back/forward cache: asleep, not gone. */
  cached: boolean;
  heapBytes?: number;
  heapSource?: string;
}

export interface Moment {
  readonly at: number;
  readonly document: string;
  readonly name: MomentName;
  readonly label: string;
}

/** What exists now and what existed: the one thing that rules, charts and reports read. Only `fold` writes it. */
export interface Ledger {
  /** Time of the newest fact. */
  at: number;
  /** How many facts were taken in. */
  facts: number;
  readonly documents: Map<string, DocumentRecord>;
  readonly entities: Map<EntityId, Entity>;
  readonly byKind: { readonly [K in Kind]: Map<EntityId, Entity<K>> };
  /** Every link, current and past, at both of its ends. */
  readonly links: Map<EntityId, Link[]>;
  readonly moments: Moment[];
  /** By endpoint. */
  readonly servers: Map<string, ServerSnapshot & { readonly at: number }>;
  readonly serverHistory: Map<string, ServerHistory>;
  /** Ended objects in the order in which they ended, for the bound on history. */
  readonly ended: EntityId[];
  /** Facts that named an object nobody knows: the hook dropped its history, or the page lies. */
  unknown: number;
}

export function createLedger(): Ledger {
  return {
    at: 0,
    facts: 0,
    documents: new Map(),
    entities: new Map(),
    byKind: {
      peer: new Map(),
      track: new Map(),
      stream: new Map(),
      element: new Map(),
      channel: new Map(),
      holder: new Map(),
      session: new Map(),
      socket: new Map(),
    },
    links: new Map(),
    moments: [],
    servers: new Map(),
    serverHistory: new Map(),
    ended: [],
    unknown: 0,
  };
}

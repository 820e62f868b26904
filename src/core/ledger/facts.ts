import type { Kind, Kinds } from './kinds.ts';
import type { ServerSnapshot } from '../endpoints/server-snapshot.ts';

/** Id of an object within its document: a letter for the kind and a number, e.g. `p3`. */
export type LocalId = string;

/** Who did it. */
export type Actor = 'page' | 'inspector' | 'browser';

/** How two objects hang together; always read "from … to". */
export type Relation =
  | 'receives' /* peer -> track */
  | 'sends' /* peer -> track */
  | 'carries' /* peer -> channel */
  | 'has' /* stream -> track */
  | 'plays' /* element -> stream */
  | 'clone-of' /* track -> track */
  | 'derived-from' /* track -> element, a captured or processed one -> its source */
  | 'holds' /* holder -> track, stream, element or holder */
  | 'serves'; /* session -> peer */

/** What happened to the whole page, for the markers of the time axis. */
export type MomentName = 'switch' | 'clean' | 'gc' | 'navigation' | 'mark' | 'overflow' | 'limit';

interface Base {
  /** Sequence number within the document, from 1, without a gap. */
  readonly n: number;
  /** Milliseconds since the Unix epoch, from a clock that never runs backwards. */
  readonly at: number;
}

export type CreatedFact = {
  [K in Kind]: Base & {
    readonly op: 'created';
    readonly kind: K;
    readonly id: LocalId;
    /** What is known at once; the rest is told in `changed`. */
    readonly props: Partial<Kinds[K]>;
    /** The engine's own stack text, at most 10 frames. */
    readonly stack?: string;
  };
}[Kind];

/** Properties that are different now; the kind is the one the object was created with. */
export interface ChangedFact extends Base {
  readonly op: 'changed';
  readonly id: LocalId;
  readonly props: Readonly<Record<string, unknown>>;
  readonly by?: Actor;
}

/** It is over: a peer or channel closed, a track ended, a holder stopped, a session deleted. */
export interface EndedFact extends Base {
  readonly op: 'ended';
  readonly id: LocalId;
  readonly by: Actor;
}

export interface LinkedFact extends Base {
  readonly op: 'linked' | 'unlinked';
  readonly from: LocalId;
  readonly to: LocalId;
  readonly rel: Relation;
}

/** The engine collected it: nothing in the page reaches it any more. */
export interface CollectedFact extends Base {
  readonly op: 'collected';
  readonly id: LocalId;
}

export interface DocumentFact extends Base {
  readonly op: 'document';
  readonly url: string;
  readonly top: boolean;
}

/** `persisted`: into the back/forward cache, from which a later `document` fact brings it back. */
export interface DocumentEndedFact extends Base {
  readonly op: 'document-ended';
  readonly persisted: boolean;
}

export interface DocumentStateFact extends Base {
  readonly op: 'document-state';
  readonly hidden: boolean;
  /** Media elements in the document, those in shadow trees left out. */
  readonly players?: number;
}

/** JS heap in use. The source is told because the sources do not measure the same thing. */
export interface HeapFact extends Base {
  readonly op: 'heap';
  readonly usedBytes: number;
  readonly source: 'performance.memory' | 'measureUserAgentSpecificMemory' | 'protocol';
}

export interface MomentFact extends Base {
  readonly op: 'moment';
  readonly name: MomentName;
  readonly label: string;
}

/** What a server said of itself at this time. */
export interface ServerFact extends Base {
  readonly op: 'server';
  readonly server: ServerSnapshot;
}

/** The user took the server off the list. */
export interface ServerRemovedFact extends Base {
  readonly op: 'server-removed';
  readonly endpoint: string;
}

export type Fact =
  | CreatedFact
  | ChangedFact
  | EndedFact
  | LinkedFact
  | CollectedFact
  | DocumentFact
  | DocumentEndedFact
  | DocumentStateFact
  | HeapFact
  | MomentFact
  | ServerFact
  | ServerRemovedFact;

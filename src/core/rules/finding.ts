import type { Kind } from '../ledger/kinds.ts';
import type { EntityId } from '../ledger/ledger.ts';
import type { StackFrame } from '../ledger/stack.ts';

export type Severity = 'error' | 'warning' | 'info';

/** `leak` is certain from facts; `suspect` rests on a heuristic or a grace time. */
export type Verdict = 'leak' | 'suspect';

/** A text by key, with what goes into it; the words are in `core/i18n`. */
export interface Message {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Subject {
  readonly kind: Kind | 'process' | 'server-session' | 'path' | 'page';
  /** A ledger id, or for a server's object the server's own id. */
  readonly id: EntityId;
}

/** Another object that explains the finding, e.g. the connection that took over. */
export interface Related {
  readonly role: string;
  readonly id: EntityId;
}

/** A quick fix; what it will do is the plan made for it. */
export interface Fix {
  readonly kind: 'clean';
  readonly targets: readonly EntityId[];
}

/** One thing that is wrong, in the shape of an editor's diagnostic. Plain data: it goes into reports as it is. */
export interface Finding {
  /** Stays the same for the same leak from one look to the next: code and subject. */
  readonly key: string;
  readonly code: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly subject: Subject;
  /** When it became wrong, milliseconds since the epoch. */
  readonly since: number;
  /** The line of the page that made the object. */
  readonly source?: StackFrame;
  readonly message: Message;
  readonly evidence: readonly Message[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

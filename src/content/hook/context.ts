import type { Log } from './log.ts';
import type { Natives, Realm } from './natives.ts';
import type { Objects } from './objects.ts';
import type { Patcher } from './patch.ts';

/** What every part of the hook works with. */
export interface Context {
  readonly realm: Realm;
  readonly natives: Natives;
  readonly patch: Patcher;
  readonly log: Log;
  readonly objects: Objects;
}

/** A family of APIs. */
export interface Part {
  /** Looks at every live object of the family and tells what changed. */
  refresh(): void;
}

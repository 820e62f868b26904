import { parseServerObjectId } from '../../../core/endpoints/server-object-id.ts';
import type { EntityId } from '../../../core/ledger/ledger.ts';
import { shortId } from '../../../core/ledger/queries.ts';

/** Enough of a session's id to tell it apart. */
const LONG = 12;
const SHOWN = 8;

/** What an object is called: `p3`; of a server's object its own id, shortened. */
export function objectName(id: EntityId): string {
  const own = parseServerObjectId(id)?.id ?? shortId(id);
  return own.length > LONG ? own.slice(0, SHOWN) : own;
}

import type { Entity, Ledger } from './ledger.ts';
import { targets } from './queries.ts';

/** A video that was never in the document and has not had a picture of the stream that it was given: it waits for the first one. */
export function neverStarted(ledger: Ledger, element: Entity<'element'>): boolean {
  const { tag, connected, wasConnected, readyState, currentTime } = element.props;
  // Once the stream is taken off, nothing is waited for, and the element looks as new.
  const waits = element.endedAt === undefined && targets(ledger, element.id, 'plays', 'stream').length > 0;
  return waits && tag === 'video' && !connected && !wasConnected && readyState === 0 && currentTime === 0;
}

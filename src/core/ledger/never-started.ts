import type { Entity } from './ledger.ts';

/** A video that was never in the document and never had a picture: it waits for its first one. */
export function neverStarted({ props }: Entity<'element'>): boolean {
  return props.tag === 'video' && !props.connected && !props.wasConnected && props.readyState === 0 && props.currentTime === 0;
}

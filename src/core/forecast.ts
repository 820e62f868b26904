import { headroomOf } from './budget.ts';
import type { Ledger } from './ledger/ledger.ts';
import { live, retained } from './ledger/queries.ts';

const WINDOW_MS = 600_000;
/** A page that starts makes some at once; that is no growth. */
const FEW = 5;
const AT_ONCE_MS = 20_000;

export interface Forecast {
  /** Connection objects that came and stayed. */
  readonly perMinute: number;
  /** Until the browser allows no more, if it goes on like this. */
  readonly fullInMs: number;
}

/** How fast the room for connections shrinks, by the objects of the last ten minutes that are still there; undefined when it does not. */
export function forecastRoom(ledger: Ledger, now: number): Forecast | undefined {
  const times = [...live(ledger, 'peer'), ...retained(ledger, 'peer')].map((peer) => peer.createdAt).filter((at) => now - at <= WINDOW_MS);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (times.length < FEW || last - first < AT_ONCE_MS) return undefined;
  const perMs = times.length / (now - first);
  return { perMinute: perMs * 60_000, fullInMs: headroomOf(ledger) / perMs };
}

import { sleep } from '../sleep.ts';

const INTERVAL_MS = 50;

/**
 * Waits until something holds.
 * @returns whether it did within the time
 * @throws AbortError when the scenario is cancelled
 */
export async function waitFor(holds: () => boolean | Promise<boolean>, withinMs: number, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + withinMs;
  for (;;) {
    signal.throwIfAborted();
    if (await holds()) return true;
    if (performance.now() > until) return false;
    await sleep(INTERVAL_MS);
  }
}

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt: 1 s, 2 s, 4 s … 30 s, spread by a quarter so that the tiles of a grid do not all call at once.
 * @param failures how many attempts failed in a row, from 1
 * @param random 0 to 1
 */
export function backOffMs(failures: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.round(base * (0.75 + random / 2));
}

/** One pending attempt at most. It waits on while nobody looks at the page, and goes ahead at once when the network comes back. */
export class Retry {
  #stop: (() => void) | undefined;

  schedule(delayMs: number, attempt: () => void): void {
    this.cancel();
    const listeners = new AbortController();
    const { signal } = listeners;
    let isDue = false;
    const timer = setTimeout(() => {
      isDue = true;
      go();
    }, delayMs);
    const go = (): void => {
      if (!isDue || document.hidden) return;
      this.cancel();
      attempt();
    };
    document.addEventListener('visibilitychange', go, { signal });
    window.addEventListener('online', () => {
      isDue = true;
      go();
    }, { signal });
    this.#stop = () => {
      clearTimeout(timer);
      listeners.abort();
    };
  }

  cancel(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}

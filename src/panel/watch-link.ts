import type { LinkState } from './model.ts';

const CHECK_MS = 1_000;
/** A page that says nothing for so long was loaded before the extension, may not be looked into, or is no more. */
const HELLO_CHECKS = 2;

export interface LinkOptions {
  /** How many documents answer. */
  readonly connected: () => number;
  /** Asks every frame to say hello. */
  readonly wake: () => void;
  /** Whether the page answers DevTools itself, which needs nothing of ours in the page: what crashed or was discarded does not. */
  readonly answers: () => Promise<boolean>;
  changed(state: LinkState): void;
}

export interface LinkWatch {
  /** A document came or went. */
  look(): void;
  /** Another page is there: it is given time anew. */
  navigated(): void;
}

/**
 * Tells how the page and the panel stand. While no document says hello it is asked to; after that it depends on DevTools: a page that
 * answers there only has nothing of ours in it, one that does not is lost, and is asked on until it is there again.
 */
export function watchLink({ connected, wake, answers, changed }: LinkOptions): LinkWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was begun for an older page says nothing of this one. */
  let turn = 0;

  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    turn += 1;
  };
  const wait = (checks: number): void => {
    timer = setTimeout(() => void check(checks), CHECK_MS);
  };
  const check = async (checks: number): Promise<void> => {
    if (connected() > 0) return look();
    wake();
    if (checks !== HELLO_CHECKS) return wait(checks + 1);
    const own = turn;
    const answered = await answers();
    if (own !== turn) return;
    changed(answered ? 'waiting' : 'lost');
    if (answered) timer = undefined;
    else wait(HELLO_CHECKS + 1);
  };
  const look = (): void => {
    if (connected() > 0) {
      stop();
      changed('connected');
    } else if (timer === undefined) wait(1);
  };
  return {
    look,
    navigated() {
      stop();
      wake();
      look();
    },
  };
}

/**
 * A browser opens six connections to an HTTP/1.1 server and no more, and the POST of a camera that does not answer holds one for seconds. Two
 * are left for all else: candidates, DELETEs, the list of processes.
 */
const MOST = 4;
/** Cameras that failed before leave room for those that did not. */
const MOST_AGAIN = 2;

interface Waiting {
  readonly isAgain: boolean;
  readonly go: () => void;
}

/** Where the starts of cameras wait for each other. */
export class StartLine {
  #waiting: Waiting[] = [];
  #under = 0;
  #underAgain = 0;

  /**
   * Resolves when it is this one's turn, with what gives the place back.
   * @param isAgain the last attempt failed
   * @throws the signal's reason, when it is aborted first
   */
  enter(isAgain: boolean, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const leaveLine = (): void => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting);
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        isAgain,
        go: () => {
          signal.removeEventListener('abort', leaveLine);
          resolve(this.#take(isAgain));
        },
      };
      signal.addEventListener('abort', leaveLine, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  #take(isAgain: boolean): () => void {
    let isHeld = true;
    this.#under += 1;
    if (isAgain) this.#underAgain += 1;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#under -= 1;
      if (isAgain) this.#underAgain -= 1;
      this.#next();
    };
  }

  #next(): void {
    for (const waiting of this.#waiting) {
      if (this.#under >= MOST) return;
      if (waiting.isAgain && this.#underAgain >= MOST_AGAIN) continue;
      this.#waiting = this.#waiting.filter((one) => one !== waiting);
      waiting.go();
    }
  }
}

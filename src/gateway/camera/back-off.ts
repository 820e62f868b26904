const FIRST_MS = 1_000;
const MAX_MS = 30_000;
/** Who plays for so long has recovered; one that drops its stream sooner is tried ever more seldom. */
const WELL_AFTER_MS = 15_000;

/** When to try again: after a second, two, four, up to half a minute. */
export interface BackOff {
  /** Tries since it last ran well. */
  readonly count: number;
  /** Undefined when no try is due. */
  readonly nextAt: Date | undefined;
  schedule(work: () => void): void;
  cancel(): void;
  /** Pictures have come; the count begins anew when they go on for a while. */
  succeeded(): void;
}

export function createBackOff(): BackOff {
  let count = 0;
  let nextAt: Date | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let well: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    nextAt = undefined;
  };
  return {
    get count() {
      return count;
    },
    get nextAt() {
      return nextAt;
    },
    schedule(work) {
      cancel();
      clearTimeout(well);
      const waitMs = Math.min(MAX_MS, FIRST_MS * 2 ** Math.min(count, 10));
      nextAt = new Date(Date.now() + waitMs);
      timer = setTimeout(() => {
        nextAt = undefined;
        count += 1;
        work();
      }, waitMs);
    },
    cancel,
    succeeded() {
      clearTimeout(well);
      well = setTimeout(() => {
        count = 0;
      }, WELL_AFTER_MS);
      well.unref();
    },
  };
}

/** Waits until `check` gives something; fails with `what` when it has not within the time. */
export async function waitUntil<T>(what: string, check: () => Promise<T | undefined | false> | T | undefined | false, withinMs = 20_000): Promise<T> {
  const started = Date.now();
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== false) return value;
    if (Date.now() - started > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** By then the server has found out by itself. */
const FOR_MS = 60_000;

const pending = new Set<string>();

/**
 * Sends a request that ends something on the server once more when the network is back, if it failed for want of one. It ends one thing only,
 * by its own address, so it does no harm to what has begun meanwhile.
 * @param key one request of a key waits, however often it failed
 */
export function sendWhenOnline(key: string, error: unknown, send: () => Promise<unknown>): void {
  if (!(error instanceof TypeError) || navigator.onLine || pending.has(key)) return;
  pending.add(key);
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), FOR_MS);
  end.signal.addEventListener('abort', () => pending.delete(key), { once: true });
  const again = (): void => {
    clearTimeout(timer);
    end.abort();
    void send().catch(() => undefined);
  };
  window.addEventListener('online', again, { signal: end.signal });
}

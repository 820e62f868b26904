import { readFfmpegStatus } from '../core/endpoints/ffmpeg-status.ts';
import type { ServerSnapshot } from '../core/endpoints/server-snapshot.ts';
import type { EndpointSetting } from '../core/settings.ts';

const TIMEOUT_MS = 4_000;
const MAX_BODY_BYTES = 2_000_000;
const MAX_BACK_OFF_MS = 30_000;

export interface Servers {
  /** Polls these from now on, and no other. */
  watch(endpoints: readonly EndpointSetting[]): void;
  /** Asks all of them now; resolves when each has answered or failed. */
  askNow(): Promise<void>;
  stopProcess(endpoint: string, camera: string): Promise<void>;
  close(): void;
}

/** Polls the servers that the user named; one that does not answer is asked less and less often, at most every 30 s. */
export function pollServers(report: (snapshot: ServerSnapshot) => void): Servers {
  let watched = new Map<string, { endpoint: EndpointSetting; timer: ReturnType<typeof setTimeout> | undefined; failures: number }>();
  const last = new Map<string, ServerSnapshot>();

  const ask = async (endpoint: EndpointSetting): Promise<boolean> => {
    const before = last.get(endpoint.url);
    const base = { endpoint: endpoint.url, kind: 'ffmpeg-status' as const, sessions: [], paths: [] };
    let snapshot: ServerSnapshot;
    try {
      const processes = readFfmpegStatus(JSON.parse(await fetchText(`${endpoint.url}/api/processes`)));
      snapshot = { ...base, link: 'ok', processes };
    } catch (error) {
      const link = error instanceof SyntaxError ? 'garbage' : error instanceof TypeError || isTimeout(error) ? 'down' : 'garbage';
      snapshot = { ...base, link, error: String((error as Error).message).slice(0, 300), processes: before?.processes ?? [] };
    }
    if (!watched.has(endpoint.url)) return false;
    last.set(endpoint.url, snapshot);
    report(snapshot);
    return snapshot.link === 'ok';
  };

  const run = async (url: string): Promise<void> => {
    const entry = watched.get(url);
    if (!entry) return;
    entry.failures = (await ask(entry.endpoint)) ? 0 : entry.failures + 1;
    if (watched.get(url) !== entry) return;
    const wait = Math.min(MAX_BACK_OFF_MS, entry.endpoint.intervalMs * 2 ** Math.min(entry.failures, 6));
    entry.timer = setTimeout(() => void run(url), Math.max(wait, entry.endpoint.intervalMs));
  };

  const stopAll = (): void => {
    for (const entry of watched.values()) clearTimeout(entry.timer);
  };

  return {
    watch(endpoints) {
      stopAll();
      watched = new Map(endpoints.map((endpoint) => [endpoint.url, { endpoint, timer: undefined, failures: 0 }]));
      for (const url of watched.keys()) void run(url);
    },
    async askNow() {
      await Promise.all([...watched.values()].map(({ endpoint }) => ask(endpoint)));
    },
    async stopProcess(endpoint, camera) {
      const answer = await fetch(`${endpoint}/api/processes/${encodeURIComponent(camera)}/stop`, {
        method: 'POST',
        signal: AbortSignal.timeout(TIMEOUT_MS * 2),
      });
      if (!answer.ok) throw new Error(`${endpoint} answered ${answer.status}`);
    },
    close() {
      stopAll();
      watched = new Map();
    },
  };
}

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), credentials: 'omit', cache: 'no-store' });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const body = await answer.text();
  if (body.length > MAX_BODY_BYTES) throw new Error(`${url} answered more than ${MAX_BODY_BYTES} bytes`);
  return body;
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

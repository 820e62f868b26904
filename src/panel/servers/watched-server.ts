import { TELLS, type ServerSnapshot } from '../../core/endpoints/server-snapshot.ts';
import { withoutCredentials } from '../../core/endpoints/without-credentials.ts';
import type { EndpointSetting } from '../../core/settings.ts';
import { openLook, type Look } from './look.ts';
import { LinkError, type Access } from './server-request.ts';

const MAX_BACK_OFF_MS = 30_000;
/** A look that comes later than this after the one before was held up, as by a machine that slept. */
const HELD_UP_MS = 20_000;
const MAX_ERROR = 300;

export interface WatchedServer {
  readonly setting: EndpointSetting;
  /** The last news; undefined before the first look. */
  readonly last: () => ServerSnapshot | undefined;
  readonly access: () => Promise<Access>;
  /** Looks now, after a look that is under way; resolves when the news was reported. */
  lookNow(): Promise<void>;
  stop(): void;
}

export interface WatchOptions {
  report(snapshot: ServerSnapshot): void;
  access(signal: AbortSignal): Promise<Access>;
}

/** Looks at one server at its interval, never twice at once; one that does not answer is asked less and less often, at most every 30 s. */
export function watchServer(setting: EndpointSetting, { report, access }: WatchOptions): WatchedServer {
  const abort = new AbortController();
  const look = openLook(setting);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  let last: ServerSnapshot | undefined;
  let failures = 0;
  let goodAt = -Infinity;

  const news = async (): Promise<ServerSnapshot> => {
    try {
      const got = await look(await access(abort.signal));
      const continued = last?.link === 'ok' && performance.now() - goodAt < setting.intervalMs + HELD_UP_MS;
      goodAt = performance.now();
      return good(setting.url, got, continued);
    } catch (error) {
      return bad(setting, error, last);
    }
  };

  const lookOnce = async (): Promise<void> => {
    clearTimeout(timer);
    const snapshot = await news();
    if (abort.signal.aborted) return;
    last = snapshot;
    failures = snapshot.link === 'ok' ? 0 : failures + 1;
    report(snapshot);
    const backOffMs = Math.min(MAX_BACK_OFF_MS, setting.intervalMs * 2 ** Math.min(failures, 6));
    timer = setTimeout(start, Math.max(setting.intervalMs, backOffMs));
  };

  function start(): void {
    underWay ??= lookOnce().finally(() => {
      underWay = undefined;
    });
  }

  start();
  return {
    setting,
    last: () => last,
    access: () => access(abort.signal),
    async lookNow() {
      // What is under way may have been asked before whatever the caller wants to see.
      await underWay;
      start();
      await underWay;
    },
    stop() {
      clearTimeout(timer);
      abort.abort();
    },
  };
}

function good(endpoint: string, { kind, parts }: Look, continued: boolean): ServerSnapshot {
  const tells = TELLS.filter((list) => parts[list] !== undefined);
  return { processes: [], sessions: [], paths: [], ...parts, endpoint, kind, link: 'ok', tells, continued };
}

function bad({ url, kind }: EndpointSetting, error: unknown, last: ServerSnapshot | undefined): ServerSnapshot {
  const none = { kind: kind === 'auto' ? ('unknown' as const) : kind, tells: [], processes: [], sessions: [], paths: [] };
  const reason = withoutCredentials(String((error as Error).message ?? error)).slice(0, MAX_ERROR);
  return { ...none, ...last, endpoint: url, link: error instanceof LinkError ? error.link : 'down', error: reason, continued: false };
}

import { canKick, canStop } from '../core/endpoints/abilities.ts';
import { baseUrl } from '../core/endpoints/adapters.ts';
import type { ServerSnapshot } from '../core/endpoints/server-snapshot.ts';
import type { EndpointSetting } from '../core/settings.ts';
import { loadCredentials } from '../platform/credentials.ts';
import { hasHostPermission } from '../platform/permissions.ts';
import { LinkError, post } from './servers/server-request.ts';
import { watchServer, type WatchedServer } from './servers/watched-server.ts';

/** `not-needed`: it was gone already. */
export type ChangeResult = 'done' | 'not-needed';

export interface Servers {
  /** Polls these from now on, and no other; an empty list stops all. */
  watch(endpoints: readonly EndpointSetting[]): void;
  /** Looks at all of them, or at one, now; resolves when each has answered or failed. */
  askNow(endpoint?: string): Promise<void>;
  /**
   * Ends an FFmpeg and resolves when the server says that it is gone.
   * @throws Error with the server's reason
   */
  stopProcess(endpoint: string, pid: number): Promise<ChangeResult>;
  /** Ends a viewer's session. @throws Error with the server's reason */
  kickSession(endpoint: string, id: string): Promise<ChangeResult>;
  close(): void;
}

export interface ServersOptions {
  report(snapshot: ServerSnapshot): void;
  /** It is watched no longer. */
  removed(endpoint: string): void;
}

/** Polls the servers that the user named. Credentials are read for each look, so that new ones count at once. */
export function pollServers({ report, removed }: ServersOptions): Servers {
  const watched = new Map<string, WatchedServer>();

  const access = (url: string) => async (signal: AbortSignal) => ({
    signal,
    credentials: await loadCredentials(url),
    hasPermission: () => hasHostPermission(url),
  });

  const watch = (endpoints: readonly EndpointSetting[]): void => {
    const wanted = new Map(endpoints.map((setting) => [setting.url, setting]));
    for (const [url, server] of watched) {
      if (JSON.stringify(wanted.get(url)) === JSON.stringify(server.setting)) continue;
      server.stop();
      watched.delete(url);
      if (!wanted.has(url)) removed(url);
    }
    for (const [url, setting] of wanted) {
      if (!watched.has(url)) watched.set(url, watchServer(setting, { report, access: access(url) }));
    }
  };

  /** @param paths gives where to POST, to the first of them that exists; none when what is to go is not listed any more */
  const change = async (endpoint: string, paths: (news: ServerSnapshot) => readonly string[]): Promise<ChangeResult> => {
    const server = watched.get(endpoint);
    const news = server?.last();
    if (!server || !news) throw new Error(`${endpoint} is not on the list of servers`);
    for (const path of paths(news)) {
      try {
        await post(`${baseUrl(endpoint, server.setting.kind)}${path}`, await server.access());
        return 'done';
      } catch (error) {
        if (!(error instanceof LinkError && error.status === 404)) throw new Error(`${endpoint} ${(error as Error).message}`, { cause: error });
      }
    }
    await server.lookNow();
    const after = server.last();
    if (after?.link === 'ok' && paths(after).length > 0) throw new Error(`${endpoint} answered 404, but it is still there: the server offers no way to end it`);
    return 'not-needed';
  };

  return {
    watch,
    async askNow(endpoint) {
      await Promise.all([...watched.values()].filter(({ setting }) => endpoint === undefined || setting.url === endpoint).map((server) => server.lookNow()));
    },
    stopProcess: (endpoint, pid) =>
      change(endpoint, (news) => {
        if (!canStop(news)) throw new Error(`${endpoint} offers no way to stop a process`);
        const process = news.processes.find((p) => p.pid === pid);
        // A supervisor may know its processes by their cameras only.
        return process ? [String(pid), process.camera].filter((name) => name !== '').map((name) => `/api/processes/${encodeURIComponent(name)}/stop`) : [];
      }),
    kickSession: (endpoint, id) =>
      change(endpoint, (news) => {
        if (!canKick(news)) throw new Error(`${endpoint} offers no way to end a session`);
        return news.sessions.some((session) => session.id === id) ? [`/v3/webrtcsessions/kick/${encodeURIComponent(id)}`] : [];
      }),
    close: () => watch([]),
  };
}

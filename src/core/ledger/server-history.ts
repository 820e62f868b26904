import type { ServerProcess, ServerSnapshot } from '../endpoints/server-snapshot.ts';

/** Since when something has been so, by the clock of facts, and at how many looks it was seen so. */
export interface Lasting {
  readonly since: number;
  readonly looks: number;
}

export interface ProcessHistory {
  readonly firstSeenAt: number;
  /** When it was started, give or take a look; absent when it was there at the first look, and then it may be of any age. */
  readonly appearedAt?: number;
  /** When the process that had started it was found gone, after it had been there. */
  readonly orphanedAt?: number;
  /** It had a viewer at some look. */
  readonly wasUsed: boolean;
  /** Without viewers; absent while it has some, and where the server does not tell. */
  readonly idle?: Lasting;
  /** In its present state. */
  readonly inState: Lasting;
}

export interface PathHistory {
  readonly firstSeenAt: number;
  /** When its source began to deliver; absent when it did so before the first look, and then it may be of any age. */
  readonly openedAt?: number;
  /** Delivering without a reader. */
  readonly idle?: Lasting;
}

export interface SessionHistory {
  readonly firstSeenAt: number;
}

export interface RestartHistory {
  /** The counter as it was seen last. */
  readonly count: number;
  /** When it was seen to have risen, once for each restart since it fell last; the last 50. */
  readonly times: readonly number[];
}

/** What became of a server's objects over its looks: the one thing that a single snapshot cannot tell. */
export interface ServerHistory {
  /** When this unbroken row of good looks began. */
  readonly since: number;
  readonly processes: ReadonlyMap<string, ProcessHistory>;
  readonly sessions: ReadonlyMap<string, SessionHistory>;
  readonly paths: ReadonlyMap<string, PathHistory>;
  /** By camera, whose process is another one after each restart. */
  readonly restarts: ReadonlyMap<string, RestartHistory>;
}

const MAX_RESTARTS = 50;

/** A process, told apart from a later one with the same number. */
export function processKey(process: ServerProcess): string {
  return `${process.pid}@${process.startedAt ?? ''}`;
}

/**
 * The history after one more good look. It starts anew when looks were missed or the server was started anew: what happened in between
 * is not known, and "without a viewer since" must never be guessed.
 */
export function nextHistory(history: ServerHistory | undefined, before: ServerSnapshot | undefined, now: ServerSnapshot, at: number): ServerHistory {
  const restarted = before?.startedAt !== undefined && now.startedAt !== undefined && before.startedAt !== now.startedAt;
  const past = now.continued && !restarted ? history : undefined;
  return {
    since: past?.since ?? at,
    processes: new Map(
      now.processes.map((process) => {
        const key = processKey(process);
        const old = past?.processes.get(key);
        const earlier = past && before?.processes.find((p) => processKey(p) === key);
        const sameState = earlier?.state === process.state;
        const orphanedAt = old?.orphanedAt ?? (process.orphan && earlier?.orphan === false ? at : undefined);
        const entry: ProcessHistory = {
          firstSeenAt: old?.firstSeenAt ?? at,
          ...(past && !old ? { appearedAt: at } : old?.appearedAt === undefined ? {} : { appearedAt: old.appearedAt }),
          ...(orphanedAt === undefined ? {} : { orphanedAt }),
          wasUsed: old?.wasUsed === true || (process.viewers ?? 0) > 0,
          inState: lasting(sameState ? old?.inState : undefined, at),
          ...(process.viewers === 0 ? { idle: lasting(old?.idle, at) } : {}),
        };
        return [key, entry];
      }),
    ),
    sessions: new Map(now.sessions.map(({ id }) => [id, past?.sessions.get(id) ?? { firstSeenAt: at }])),
    paths: new Map(
      now.paths.map((path) => {
        const old = past?.paths.get(path.name);
        const earlier = past && before?.paths.find((p) => p.name === path.name);
        const openedAt = past && path.ready && !earlier?.ready ? at : old?.openedAt;
        // It sent something since the last look: somebody read it in between and left.
        const sent = (path.bytesSent ?? 0) > (earlier?.bytesSent ?? path.bytesSent ?? 0);
        const entry: PathHistory = {
          firstSeenAt: old?.firstSeenAt ?? at,
          ...(openedAt === undefined ? {} : { openedAt }),
          ...(path.ready && path.readers === 0 ? { idle: lasting(sent ? undefined : old?.idle, at) } : {}),
        };
        return [path.name, entry];
      }),
    ),
    restarts: restartsOf(past, now, at),
  };
}

function lasting(before: Lasting | undefined, at: number): Lasting {
  return { since: before?.since ?? at, looks: (before?.looks ?? 0) + 1 };
}

/** A camera that waits for its next try has no process, and its counter is remembered. */
function restartsOf(past: ServerHistory | undefined, now: ServerSnapshot, at: number): ServerHistory['restarts'] {
  const all = new Map(past?.restarts ?? []);
  for (const { camera, restarts: count } of now.processes) {
    if (count === undefined) continue;
    const { count: before, times } = all.get(camera) ?? { count, times: [] };
    const rise = Math.min(MAX_RESTARTS, Math.max(0, count - before));
    all.set(camera, { count, times: count < before ? [] : [...times, ...Array.from({ length: rise }, () => at)].slice(-MAX_RESTARTS) });
  }
  return all;
}

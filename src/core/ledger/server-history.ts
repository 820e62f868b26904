import type { ServerProcess, ServerSnapshot } from '../endpoints/server-snapshot.ts';

/** Since when something has been so, by the clock of facts, and at how many looks it was seen so. */
export interface Lasting {
  readonly since: number;
  readonly looks: number;
}

export interface ProcessHistory {
  readonly firstSeenAt: number;
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

/** What became of a server's objects over its looks: the one thing that a single snapshot cannot tell. */
export interface ServerHistory {
  /** When this unbroken row of good looks began. */
  readonly since: number;
  readonly processes: ReadonlyMap<string, ProcessHistory>;
  readonly sessions: ReadonlyMap<string, SessionHistory>;
  readonly paths: ReadonlyMap<string, PathHistory>;
  /** Times at which a camera's restart counter was seen to have risen, once for each restart; the last 50. */
  readonly restarts: ReadonlyMap<string, readonly number[]>;
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
        const sameState = before?.processes.some((p) => processKey(p) === key && p.state === process.state);
        const entry: ProcessHistory = {
          firstSeenAt: old?.firstSeenAt ?? at,
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
        const wasReady = before?.paths.some((p) => p.name === path.name && p.ready);
        const openedAt = past && path.ready && !wasReady ? at : old?.openedAt;
        const entry: PathHistory = {
          firstSeenAt: old?.firstSeenAt ?? at,
          ...(openedAt === undefined ? {} : { openedAt }),
          ...(path.ready && path.readers === 0 ? { idle: lasting(old?.idle, at) } : {}),
        };
        return [path.name, entry];
      }),
    ),
    restarts: restartsOf(past, before, now, at),
  };
}

function lasting(before: Lasting | undefined, at: number): Lasting {
  return { since: before?.since ?? at, looks: (before?.looks ?? 0) + 1 };
}

function restartsOf(past: ServerHistory | undefined, before: ServerSnapshot | undefined, now: ServerSnapshot, at: number): ServerHistory['restarts'] {
  const all = new Map(past?.restarts ?? []);
  for (const { camera, restarts = 0 } of now.processes) {
    const earlier = past && before?.processes.find((p) => p.camera === camera)?.restarts;
    const rise = earlier === undefined ? 0 : Math.min(MAX_RESTARTS, Math.max(0, restarts - earlier));
    if (rise > 0) all.set(camera, [...(all.get(camera) ?? []), ...Array.from({ length: rise }, () => at)].slice(-MAX_RESTARTS));
  }
  return all;
}

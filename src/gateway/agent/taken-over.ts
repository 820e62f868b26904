/** What tells whose child a process is, from /proc (proc(5)). */
export interface Relative {
  readonly pid: number;
  readonly comm: string;
  readonly session: number;
  /** Ticks since boot. */
  readonly startTicks: string;
}

/** Programs that start services and take over processes whose parent ended. */
const INITS: readonly string[] = ['init', 'systemd', 's6-svscan', 'runsvdir'];
/** Inits of containers: each runs one program, and ends when that ends. */
const ONE_CHILD_INITS: readonly string[] = ['tini', 'tini-static', 'dumb-init', 'docker-init', 'catatonit', 'podman-init'];

/**
 * Whether an init has taken the process over from a parent that ended.
 *
 * - A service that an init started itself leads a session of its own.
 * - The one program that a container's init runs is the oldest of its children: whatever it takes over later was started by that program.
 * - Where process 1 is no init, as in a container without one, its own children are in its session.
 * @param children all that have the same parent
 */
export function isTakenOver({ pid, session }: Relative, parent: Relative, children: () => readonly Relative[]): boolean {
  if (ONE_CHILD_INITS.includes(parent.comm)) return oldest(children())?.pid !== pid;
  if (INITS.includes(parent.comm)) return session !== pid;
  return parent.pid === 1 && session !== parent.session;
}

function oldest(children: readonly Relative[]): Relative | undefined {
  return children.toSorted((a, b) => Number(a.startTicks) - Number(b.startTicks) || a.pid - b.pid)[0];
}

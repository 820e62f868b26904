import { MAX_ENTRIES, asRecord, defined, entriesOf, number, text, time } from './payload.ts';
import type { ServerParts, ServerProcess } from './server-snapshot.ts';
import { withoutCredentials } from './without-credentials.ts';

/**
 * Where a user's own JSON tells of FFmpegs. Each value is a place: names with dots between, and `[n]` for an entry of a list, e.g.
 * `data.ffmpeg[0].pid`. In `list` the empty place is the answer itself; in the others places count from one entry, and `$key` is the entry's
 * name where `list` is a map and not a list.
 */
export interface CustomMapping {
  /** The FFmpegs, as a list or a map; or how many there are, as a number. */
  readonly list: string;
  readonly pid: string;
  readonly camera?: string;
  readonly state?: string;
  readonly startedAt?: string;
  readonly viewers?: string;
}

export const MAPPING_FIELDS = ['list', 'pid', 'camera', 'state', 'startedAt', 'viewers'] as const satisfies readonly (keyof CustomMapping)[];

/**
 * Reads a payload of any shape by a mapping.
 * @throws Error that says which place is empty
 */
export function readCustom(payload: unknown, mapping: CustomMapping): ServerParts {
  const found = at(payload, mapping.list);
  if (typeof found === 'number' && Number.isInteger(found) && found >= 0) return { processCount: found };
  const entries: [string, unknown][] = Array.isArray(found)
    ? found.slice(0, MAX_ENTRIES).map((entry: unknown, i) => [String(i), entry])
    : entriesOf(found);
  if (asRecord(found) !== found && !Array.isArray(found)) throw new Error(`no list, map or number at "${mapping.list}" of the answer`);
  return { processes: entries.map(([key, entry]) => readEntry(key, entry, mapping)) };
}

function readEntry(key: string, entry: unknown, mapping: CustomMapping): ServerProcess {
  const read = (place: string | undefined): unknown => (place === undefined || place === '' ? undefined : place === '$key' ? key : at(entry, place));
  // A list of plain numbers is a list of process ids.
  const pid = number(typeof entry === 'number' ? entry : read(mapping.pid));
  if (pid === undefined || !Number.isInteger(pid)) throw new Error(`no process id at "${mapping.pid}" of entry ${key.slice(0, 80)}`);
  const camera = read(mapping.camera);
  return {
    pid,
    camera: withoutCredentials(text(camera) ?? (typeof camera === 'number' ? String(camera) : '')),
    state: text(read(mapping.state)) ?? 'running',
    ...defined({ startedAt: time(read(mapping.startedAt)), viewers: number(read(mapping.viewers)) }),
  };
}

/** The value at a place; own properties only, so that nothing is read from a prototype. */
function at(value: unknown, place: string): unknown {
  let current = value;
  for (const name of place.split(/\.|\[(\d+)\]/).filter((part) => part !== undefined && part !== '')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

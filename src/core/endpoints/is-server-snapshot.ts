import { asRecord, number } from './payload.ts';
import { ENDPOINT_KINDS, LINKS, TELLS, type ServerSnapshot } from './server-snapshot.ts';

const isText = (value: unknown): boolean => typeof value === 'string';

/** Whether it is a snapshot that rules can read: for those that come out of a recording. */
export function isServerSnapshot(value: unknown): value is ServerSnapshot {
  const { endpoint, kind, link, tells, continued, processes, sessions, paths } = asRecord(value);
  return (
    isText(endpoint) &&
    (kind === 'unknown' || ENDPOINT_KINDS.includes(kind as never)) &&
    LINKS.includes(link as never) &&
    typeof continued === 'boolean' &&
    isListOf(tells, (name) => TELLS.includes(name as never)) &&
    isListOf(processes, (entry) => number(asRecord(entry).pid) !== undefined && isText(asRecord(entry).camera) && isText(asRecord(entry).state)) &&
    isListOf(sessions, (entry) => isText(asRecord(entry).id) && isText(asRecord(entry).path)) &&
    isListOf(paths, (entry) => isText(asRecord(entry).name) && number(asRecord(entry).readers) !== undefined)
  );
}

function isListOf(value: unknown, check: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(check);
}

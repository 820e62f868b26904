/** What is read out of a server's answer, in which anything may be. Nothing here throws but {@link listIn}. */

/** Entries of one list that are read; of a server with more, a part is told. */
export const MAX_ENTRIES = 2_000;
const MAX_TEXT = 500;

export type Unknown = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {};
}

/** @throws Error when there is no such list */
export function listIn(payload: unknown, name: string): readonly unknown[] {
  const list = asRecord(payload)[name];
  if (!Array.isArray(list)) throw new Error(`no list "${name}" in the answer`);
  return list.slice(0, MAX_ENTRIES);
}

/** The entries of an object that is used as a map. */
export function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(asRecord(value)).slice(0, MAX_ENTRIES);
}

export function text(value: unknown, maxLength = MAX_TEXT): string | undefined {
  return typeof value === 'string' ? value.slice(0, maxLength) : undefined;
}

/** A number, also where it is written as text (`"12.3"`), as some servers do. */
export function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' && value.length < 50 ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A time as ISO 8601, or as seconds or milliseconds since the epoch. Go's zero time, year 1, is no time. */
export function time(value: unknown): number | undefined {
  const read = typeof value === 'number' ? (value < 1e11 ? value * 1_000 : value) : Date.parse(text(value) ?? '');
  return read > 0 && read < 1e14 ? read : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1, µs: 1e-3, ns: 1e-6 };

/** A length of time as Go writes it, e.g. `10s`, `1m30s`, `1h0m0s`, `500ms`; and with days ahead of it, as MediaMTX does: `1d12h0m0s`. */
export function goDuration(value: unknown): number | undefined {
  const written = text(value);
  if (written === undefined || !/^(?:\d+(?:\.\d+)?(?:d|h|ms|m|s|µs|ns))+$/.test(written)) return undefined;
  const parts = written.matchAll(/([\d.]+)([a-zµ]+)/g);
  return [...parts].reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNIT_MS[unit] ?? 0), 0);
}

/** The same object without what is undefined. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

import { shown } from './shown.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
/** A timer that is set for longer ends at once. */
const MAX_MS = 2 ** 31 - 1;

/**
 * Reads a time such as `10s`, `500ms` or `2m`.
 * @returns milliseconds
 * @throws Error that shows how a time is written, or how long it may be
 */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(text).trim());
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) throw new Error(`"${shown(text)}" is no time; write it like 10s, 500ms or 2m`);
  const ms = Number(match[1]) * unit;
  if (ms > MAX_MS) throw new Error(`"${text}" is too long a time; ${Math.floor(MAX_MS / 3_600_000)}h is the longest`);
  return ms;
}

import type { Envelope } from './messages.ts';
import { PROTOCOL_VERSION } from './messages.ts';

/** Facts in one message; a hook sends at most 1,000 new ones, or all that it keeps. */
const MAX_FACTS = 100_000;
const MAX_STRING = 10_000;
const MAX_DEPTH = 6;
const MAX_KEYS = 2_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether it is a message of this version. What it carries is checked where it is used. */
export function isEnvelope(value: unknown): value is Envelope {
  if (!isRecord(value) || value.v !== PROTOCOL_VERSION) return false;
  if (value.kind === 'event') return typeof value.name === 'string';
  if (value.kind === 'request') return typeof value.name === 'string' && typeof value.id === 'number';
  return value.kind === 'answer' && typeof value.id === 'number';
}

/** Plain data of a sane size: no string, list or nesting that could choke whoever reads it. */
export function isBoundedData(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.length <= MAX_STRING;
  if (!isRecord(value)) return typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
  if (depth >= MAX_DEPTH) return false;
  const parts = Array.isArray(value) ? value : Object.values(value);
  return parts.length <= MAX_KEYS && parts.every((part) => isBoundedData(part, depth + 1));
}

export function isHello(value: unknown): value is { document: string; url: string; top: boolean; n: number } {
  return (
    isRecord(value) &&
    typeof value.document === 'string' &&
    value.document.length <= 100 &&
    typeof value.url === 'string' &&
    typeof value.top === 'boolean' &&
    typeof value.n === 'number'
  );
}

export function isFactsMessage(value: unknown): value is { document: string; facts: unknown[]; whole: boolean } {
  return (
    isRecord(value) &&
    typeof value.document === 'string' &&
    typeof value.whole === 'boolean' &&
    Array.isArray(value.facts) &&
    value.facts.length <= MAX_FACTS
  );
}

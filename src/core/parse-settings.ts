import { parseEndpoint } from './endpoints/parse-endpoint.ts';
import { DEFAULT_SETTINGS, type Budget, type BudgetLevel, type Settings, type SiteBudget } from './settings.ts';

const MAX_SITES = 100;

type Unknown = Readonly<Record<string, unknown>>;

/**
 * Reads settings that may be anything: of an older version, edited by hand, or absent. What is missing or out of range is the default;
 * what is not known is dropped.
 */
export function parseSettings(value: unknown): Settings {
  const given = asRecord(value);
  return {
    version: 1,
    budget: parseBudget(given.budget),
    sites: Array.isArray(given.sites) ? given.sites.flatMap(parseSite).slice(-MAX_SITES) : DEFAULT_SETTINGS.sites,
    graceMs: inRange(given.graceMs, 0, 600_000, DEFAULT_SETTINGS.graceMs),
    registries: Array.isArray(given.registries)
      ? given.registries.filter((name): name is string => typeof name === 'string' && /^[\p{L}_$][\p{L}\p{N}_$]{0,99}$/u.test(name)).slice(0, 20)
      : DEFAULT_SETTINGS.registries,
    sampleIntervalMs: inRange(given.sampleIntervalMs, 250, 60_000, DEFAULT_SETTINGS.sampleIntervalMs),
    endpoints: Array.isArray(given.endpoints) ? given.endpoints.flatMap(parseEndpoint).slice(0, 20) : DEFAULT_SETTINGS.endpoints,
    language: oneOf(given.language, ['auto', 'en', 'zh'] as const, DEFAULT_SETTINGS.language),
    theme: oneOf(given.theme, ['auto', 'light', 'dark'] as const, DEFAULT_SETTINGS.theme),
  };
}

function parseBudget(value: unknown): Budget {
  const given = asRecord(value);
  const level = (row: keyof Budget): BudgetLevel => {
    const fallback = DEFAULT_SETTINGS.budget[row];
    const read = asRecord(given[row]);
    return { normal: inRange(read.normal, 0, 1e12, fallback.normal), warn: inRange(read.warn, 0, 1e12, fallback.warn) };
  };
  return { peers: level('peers'), ffmpeg: level('ffmpeg'), tracks: level('tracks'), heap: level('heap') };
}

function parseSite(value: unknown): SiteBudget[] {
  const { origin, budget, learnedAt } = asRecord(value);
  if (typeof origin !== 'string' || !/^[a-z-]+:\/\/[^/?#\s]{1,300}$/.test(origin)) return [];
  return [{ origin, budget: parseBudget(budget), ...(typeof learnedAt === 'number' && Number.isFinite(learnedAt) ? { learnedAt } : {}) }];
}

function asRecord(value: unknown): Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : {};
}

function inRange(value: unknown, min: number, max: number, fallback: number): number {
  return typeof value === 'number' && value >= min && value <= max ? value : fallback;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.includes(value as T) ? (value as T) : fallback;
}

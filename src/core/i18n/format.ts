import type { Language } from '../settings.ts';
import type { TextParams } from './translate.ts';

const UNITS: Readonly<Record<Language, readonly [second: string, minute: string, hour: string, day: string]>> = {
  en: [' s', ' min', ' h', ' d'],
  zh: [' 秒', ' 分钟', ' 小时', ' 天'],
};

/** `12 s`, `4 min`, `2 h 5 min`, `3 d 2 h`. */
export function formatDuration(language: Language, ms: number): string {
  const [second, minute, hour, day] = UNITS[language];
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (ms > 0 && ms < 1_000) return `${Number((ms / 1_000).toFixed(1)) || 0.1}${second}`;
  if (seconds < 60) return `${seconds}${second}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${minute}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return join(`${hours}${hour}`, minutes % 60, minute);
  return join(`${Math.floor(hours / 24)}${day}`, hours % 24, hour);
}

function join(large: string, small: number, unit: string): string {
  return small ? `${large} ${small}${unit}` : large;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `84 MB`, `1.9 GB`; steps of 1024, as the thresholds count. */
export function formatBytes(bytes: number): string {
  const step = Math.min(BYTE_UNITS.length - 1, bytes >= 1 ? Math.floor(Math.log2(bytes) / 10) : 0);
  const value = bytes / 1024 ** step;
  return `${value < 10 && step > 0 ? Number(value.toFixed(1)) : Math.round(value)} ${BYTE_UNITS[step]}`;
}

/**
 * Parameters as a reader wants them, by the unit in their names: `sinceMs` is an instant and becomes the time that has passed since,
 * another `…Ms` is a duration, `bytes` and `…Bytes` are sizes. All else stays as it is.
 * @param now milliseconds since the epoch
 */
export function formatParams(language: Language, params: TextParams, now: number): TextParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value];
      if (name === 'sinceMs') return [name, formatDuration(language, now - value)];
      if (name.endsWith('Ms')) return [name, formatDuration(language, value)];
      if (name === 'bytes' || name.endsWith('Bytes')) return [name, formatBytes(value)];
      return [name, value];
    }),
  );
}

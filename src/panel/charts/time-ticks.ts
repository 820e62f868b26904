const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * HOUR),
];

/**
 * Round instants between two times, in the reader's own day.
 * @param offsetMs what the local time is ahead of UTC
 * @returns milliseconds since the epoch, at most `max` of them
 */
export function timeTicks(from: number, to: number, max: number, offsetMs: number): { readonly stepMs: number; readonly ticks: number[] } {
  const stepMs = STEPS_MS.find((step) => (to - from) / step < max) ?? Math.ceil((to - from) / max / (24 * HOUR)) * 24 * HOUR;
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offsetMs) / stepMs) * stepMs - offsetMs; at <= to; at += stepMs) ticks.push(at);
  return { stepMs, ticks };
}

import type { Sample } from './budget.ts';

/** Samples that are kept; at 1 Hz the last half an hour is whole, and what is older gets coarser, so a day fits. */
const MAX_SAMPLES = 4_096;

/** The list with one more sample. When it is full, its older half keeps every second one. */
export function appendSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  if (samples.length < MAX_SAMPLES) return [...samples, sample];
  const half = MAX_SAMPLES / 2;
  return [...samples.slice(0, half).filter((_, i) => i % 2 === 0), ...samples.slice(half), sample];
}

import { expect, test } from 'vitest';
import type { Sample } from '../../src/core/budget.ts';
import { appendSample } from '../../src/core/samples.ts';

const sample = (at: number): Sample => ({ at, peers: 1, retained: 0, tracks: 1, ffmpeg: 1, heap: 1, headroom: 499 });

test('a day at one a second fits: bounded, in order, the newest whole, the oldest still there', () => {
  let samples: readonly Sample[] = [];
  for (let second = 0; second < 86_400; second += 1) samples = appendSample(samples, sample(second));
  expect(samples.length).toBeLessThanOrEqual(4_096);
  expect(samples.every((s, i) => i === 0 || s.at > (samples[i - 1]?.at ?? 0))).toBe(true);
  expect(samples.slice(-1_000).map((s) => s.at)).toEqual(Array.from({ length: 1_000 }, (_, i) => 85_400 + i));
  expect(samples[0]?.at).toBeLessThan(600);
});

import { describe, expect, test } from 'vitest';
import type { Sample } from '../../src/core/budget.ts';
import { chartData } from '../../src/panel/charts/chart-data.ts';
import { downsample } from '../../src/panel/charts/downsample.ts';
import { sparklinePath } from '../../src/panel/charts/sparkline-path.ts';
import { timeTicks } from '../../src/panel/charts/time-ticks.ts';
import { sampleAt } from '../../src/panel/views/overview/at-cursor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('downsampling', () => {
  const day = Array.from({ length: 86_400 }, (_, i) => ({ x: i * 1_000, y: i === 40_000 ? 99 : i === 50_000 ? -99 : i % 7 }));

  test('keeps both ends and every peak of a day in a thousand points', () => {
    const kept = downsample(day, 240);
    expect(kept.length).toBeLessThanOrEqual(961);
    expect(kept[0]).toEqual(day[0]);
    expect(kept.at(-1)).toEqual(day.at(-1));
    expect(kept.filter((p) => Math.abs(p.y) === 99)).toHaveLength(2);
    expect(kept.every((p, i) => i === 0 || p.x >= (kept[i - 1]?.x ?? 0))).toBe(true);
  });

  test('leaves a short series as it is', () => {
    const few = day.slice(0, 900);
    expect(downsample(few, 240)).toBe(few);
    expect(downsample([], 10)).toEqual([]);
  });

  test('finds the peaks between values that nobody knows', () => {
    const gaps = day.slice(0, 5_000).map((p, i) => (i % 2 ? { ...p, y: Number.NaN } : { ...p, y: i === 2_000 ? 99 : 1 }));
    expect(downsample(gaps, 50).some((p) => p.y === 99)).toBe(true);
  });

  test('many samples of one instant are no endless loop', () => {
    expect(downsample(Array.from({ length: 100 }, () => ({ x: 5, y: 1 })), 10).length).toBeGreaterThan(0);
  });
});

describe('ticks of the time axis', () => {
  test('stand on round minutes of the reader, at most as many as fit', () => {
    const from = Date.UTC(2026, 0, 1, 11, 50, 7);
    const { stepMs, ticks } = timeTicks(from, from + 10 * MINUTE, 6, 330 * MINUTE);
    expect(stepMs).toBe(2 * MINUTE);
    expect(ticks.map((t) => new Date(t).toISOString().slice(11, 19))).toEqual(['11:52:00', '11:54:00', '11:56:00', '11:58:00', '12:00:00']);
  });

  test.each([1_000, MINUTE, 10 * MINUTE, HOUR, 24 * HOUR, 400 * HOUR])('for %i ms are between one and the most', (span) => {
    const { ticks } = timeTicks(1_234_567, 1_234_567 + span, 5, 0);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.length).toBeGreaterThan(0);
  });
});

describe('the small line of a tile', () => {
  test('is a stepped path from the bottom to the ceiling', () => {
    const points = [0, 1, 2].map((y, i) => ({ x: i, y }));
    expect(sparklinePath(points, 100, 20, 2, true)).toBe('M0.0 19.0H50.0V10.0H100.0V1.0');
    expect(sparklinePath(points, 100, 20, 4, false)).toBe('M0.0 19.0L50.0 14.5L100.0 10.0');
  });

  test('has gaps where nobody knew', () => {
    const points = [1, Number.NaN, 1, 1].map((y, i) => ({ x: i, y }));
    expect(sparklinePath(points, 90, 20, 1, true)).toBe('M0.0 1.0M60.0 1.0H90.0V1.0');
    expect(sparklinePath([], 90, 20, 1, true)).toBe('');
  });
});

const sample = (at: number, peers = 0): Sample => ({ at, peers, retained: 0, tracks: 0, ffmpeg: undefined, heap: 50 * 1024 * 1024, headroom: 500 });

describe('the data of the chart', () => {
  const choice = { now: 0, row: 'heap' as const, level: { normal: 100 * 1024 * 1024, warn: 500 * 1024 * 1024 }, hidden: new Set<never>() };
  const samples = Array.from({ length: 1_200 }, (_, i) => sample(i * 1_000, i));

  test('reaches back as far as asked, with the sample that still holds at the start', () => {
    const { from, to, series } = chartData(samples, [], { ...choice, rangeMs: 5 * MINUTE });
    expect([from, to]).toEqual([899_000, 1_199_000]);
    expect(series.peers[0]).toEqual({ x: 898_000, y: 898 });
  });

  test('has sizes in megabytes, and not known as no number', () => {
    const { series, level } = chartData(samples, [], { ...choice, rangeMs: Number.POSITIVE_INFINITY });
    expect(series.heap[0]?.y).toBe(50);
    expect(level).toEqual({ normal: 100, warn: 500 });
    expect(series.ffmpeg[0]?.y).toBeNaN();
  });

  test('is at least a minute, also before the first sample', () => {
    expect(chartData([], [], { ...choice, now: 90_000, rangeMs: HOUR })).toMatchObject({ from: 30_000, to: 90_000 });
    expect(chartData([sample(90_000)], [], { ...choice, rangeMs: HOUR })).toMatchObject({ from: 30_000, to: 90_000 });
  });
});

test('the cursor reads the newest sample that is not after it', () => {
  const samples = [sample(1_000), sample(2_000), sample(3_000)];
  expect([500, 1_000, 2_999, 9_000].map((at) => sampleAt(samples, at)?.at)).toEqual([1_000, 1_000, 2_000, 3_000]);
  expect(sampleAt([], 5)).toBeUndefined();
});

import type { Sample } from '../../core/budget.ts';
import type { Moment } from '../../core/ledger/ledger.ts';
import type { BudgetLevel, BudgetRow } from '../../core/settings.ts';
import { downsample, type Point } from './downsample.ts';

export const SERIES = ['peers', 'retained', 'tracks', 'ffmpeg', 'heap'] as const;
export type Series = (typeof SERIES)[number];

/** Everything that the chart of the history shows. Sizes are megabytes on the heap's own axis. */
export interface ChartData {
  readonly from: number;
  readonly to: number;
  readonly series: Readonly<Record<Series, readonly Point[]>>;
  readonly hidden: ReadonlySet<Series>;
  /** The row whose budget lines are drawn. */
  readonly row: BudgetRow;
  readonly level: BudgetLevel;
  readonly moments: readonly Moment[];
}

const MEGABYTE = 1024 * 1024;
const SLICES = 240;
const MIN_SPAN_MS = 60_000;

interface Choice {
  /** Where the axis ends while there is no sample. */
  readonly now: number;
  readonly rangeMs: number;
  readonly row: BudgetRow;
  readonly level: BudgetLevel;
  readonly hidden: ReadonlySet<Series>;
}

/** @param samples oldest first; those before the range are left out, but for the one that still holds at its start */
export function chartData(samples: readonly Sample[], moments: readonly Moment[], { now, rangeMs, row, level, hidden }: Choice): ChartData {
  const to = samples.at(-1)?.at ?? now;
  const from = Math.min(to - MIN_SPAN_MS, Math.max(samples[0]?.at ?? to, to - rangeMs));
  const start = Math.max(0, samples.findIndex((sample) => sample.at >= from) - 1);
  const within = samples.slice(start);
  const points = (value: (sample: Sample) => number | undefined): readonly Point[] =>
    downsample(
      within.map((sample) => ({ x: sample.at, y: value(sample) ?? Number.NaN })),
      SLICES,
    );
  const scale = row === 'heap' ? MEGABYTE : 1;
  return {
    from,
    to,
    hidden,
    row,
    level: { normal: level.normal / scale, warn: level.warn / scale },
    moments: moments.filter((moment) => moment.at >= from),
    series: {
      peers: points((s) => s.peers),
      retained: points((s) => s.retained),
      tracks: points((s) => s.tracks),
      ffmpeg: points((s) => s.ffmpeg),
      heap: points((s) => (s.heap === undefined ? undefined : s.heap / MEGABYTE)),
    },
  };
}

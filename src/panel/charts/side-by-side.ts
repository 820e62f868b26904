import type { Plugin } from 'chart.js';
import { SERIES, type Series } from './chart-data.ts';

/** Counts are often the same, one of each, and of lines on one another only the last is seen: each has its own height, by as little as can be told. */
const OFFSETS_PX: Readonly<Partial<Record<Series, number>>> = { tracks: -2, ffmpeg: 2 };

export const sideBySide: Plugin<'line'> = {
  id: 'side-by-side',
  beforeDatasetDraw({ ctx }, { index }) {
    ctx.save();
    ctx.translate(0, OFFSETS_PX[SERIES[index] as Series] ?? 0);
  },
  afterDatasetDraw({ ctx }) {
    ctx.restore();
  },
};

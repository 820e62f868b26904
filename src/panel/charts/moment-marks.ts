import type { Plugin } from 'chart.js';
import type { ChartData } from './chart-data.ts';
import { MOMENT_SIGNS } from './moment-signs.ts';
import type { Palette } from './palette.ts';

/** So many lines would be a fence before the chart. */
const MANY = 20;

/** A sign above the chart and a thin line down for each moment; of moments on the same pixel the first is drawn. */
export function momentMarks(read: () => { data: ChartData; palette: Palette }): Plugin<'line'> {
  return {
    id: 'moment-marks',
    beforeDatasetsDraw(chart) {
      const { data, palette } = read();
      const { ctx, chartArea, scales } = chart;
      let last = Number.NEGATIVE_INFINITY;
      ctx.save();
      ctx.textAlign = 'center';
      ctx.textBaseline = 'bottom';
      for (const moment of data.moments) {
        const x = Math.round(scales.x?.getPixelForValue(moment.at) ?? 0) + 0.5;
        if (x - last < 3) continue;
        last = x;
        ctx.strokeStyle = palette.accent;
        ctx.globalAlpha = data.moments.length > MANY ? 0.12 : 0.35;
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.globalAlpha = 1;
        ctx.fillStyle = palette.accent;
        ctx.fillText(MOMENT_SIGNS[moment.name], x, chartArea.top - 1);
      }
      ctx.restore();
    },
  };
}

import type { Chart, Plugin } from 'chart.js';
import type { ChartData } from './chart-data.ts';
import type { Palette } from './palette.ts';

export interface LineLabels {
  readonly normal: string;
  readonly warn: string;
}

/** Dashed lines at the normal and the warning level of the chosen row, each with its word; all of it lies below the data. */
export function budgetLines(read: () => { data: ChartData; palette: Palette; labels: LineLabels }): Plugin<'line'> {
  return {
    id: 'budget-lines',
    beforeDatasetsDraw(chart) {
      const { data, palette, labels } = read();
      const axis = data.row === 'heap' ? 'heap' : 'count';
      drawLine(chart, axis, data.level.normal, palette.ok, [2, 3]);
      drawLine(chart, axis, data.level.warn, palette.warning, [6, 4]);
      drawWords(chart, axis, data.level.normal, palette.ok, palette.background, labels.normal);
      drawWords(chart, axis, data.level.warn, palette.warning, palette.background, labels.warn);
    },
  };
}

/** Where a value is, on whole pixels; undefined outside the picture. */
function heightOf(chart: Chart<'line'>, axis: string, value: number): number | undefined {
  const scale = chart.scales[axis];
  if (!scale || value > scale.max || value < scale.min) return undefined;
  return Math.round(scale.getPixelForValue(value)) + 0.5;
}

function drawLine(chart: Chart<'line'>, axis: string, value: number, color: string, dash: number[]): void {
  const y = heightOf(chart, axis, value);
  if (y === undefined) return;
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(chartArea.right, y);
  ctx.stroke();
  ctx.restore();
}

/** Words above the line, on a ground that keeps the grid from running through. */
function drawWords(chart: Chart<'line'>, axis: string, value: number, color: string, ground: string, label: string): void {
  const y = heightOf(chart, axis, value);
  if (y === undefined) return;
  const { ctx, chartArea } = chart;
  const { width } = ctx.measureText(label);
  const left = axis === 'heap' ? chartArea.right - width - 6 : chartArea.left + 4;
  ctx.save();
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = ground;
  ctx.fillRect(left - 2, y - 15, width + 4, 14);
  ctx.globalAlpha = 1;
  ctx.fillStyle = color;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(label, left, y - 8);
  ctx.restore();
}

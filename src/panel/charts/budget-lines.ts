import type { Chart, Plugin } from 'chart.js';
import type { ChartData } from './chart-data.ts';
import type { Palette } from './palette.ts';

export interface LineLabels {
  readonly normal: string;
  readonly warn: string;
}

/** Dashed lines at the normal and the warning level of the chosen row, each with its word. */
export function budgetLines(read: () => { data: ChartData; palette: Palette; labels: LineLabels }): Plugin<'line'> {
  return {
    id: 'budget-lines',
    beforeDatasetsDraw(chart) {
      const { data, palette, labels } = read();
      const axis = data.row === 'heap' ? 'heap' : 'count';
      drawLine(chart, axis, data.level.normal, palette.ok, labels.normal, [2, 3]);
      drawLine(chart, axis, data.level.warn, palette.warning, labels.warn, [6, 4]);
    },
  };
}

function drawLine(chart: Chart<'line'>, axis: string, value: number, color: string, label: string, dash: number[]): void {
  const scale = chart.scales[axis];
  if (!scale || value > scale.max || value < scale.min) return;
  const { ctx, chartArea } = chart;
  const y = Math.round(scale.getPixelForValue(value)) + 0.5;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, y);
  ctx.lineTo(chartArea.right, y);
  ctx.stroke();
  ctx.textAlign = axis === 'heap' ? 'right' : 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(label, axis === 'heap' ? chartArea.right - 4 : chartArea.left + 4, y - 1);
  ctx.restore();
}

import { Chart, LinearScale, LineController, LineElement, PointElement, type ChartDataset } from 'chart.js';
import { budgetLines, type LineLabels } from './budget-lines.ts';
import { SERIES, type ChartData, type Series } from './chart-data.ts';
import { momentMarks } from './moment-marks.ts';
import type { Palette } from './palette.ts';
import { sideBySide } from './side-by-side.ts';
import { timeTicks } from './time-ticks.ts';

Chart.register(LineController, LineElement, PointElement, LinearScale);

/** The one chart over time. It is made once and then only given new data. */
export interface TimeChart {
  update(data: ChartData, palette: Palette, labels: LineLabels): void;
  /** The instant under a horizontal position in CSS pixels; undefined beside the plot. */
  timeAt(x: number): number | undefined;
  /** Where an instant is, in CSS pixels, and how far the plot reaches. */
  place(at: number): { readonly x: number; readonly top: number; readonly bottom: number } | undefined;
  destroy(): void;
}

const TICK_PX = 86;
const EMPTY: ChartData = {
  from: 0,
  to: 60_000,
  series: { peers: [], retained: [], tracks: [], ffmpeg: [], heap: [] },
  hidden: new Set(),
  row: 'peers',
  level: { normal: 0, warn: 0 },
  moments: [],
};

export function createTimeChart(canvas: HTMLCanvasElement, palette: Palette): TimeChart {
  let current = { data: EMPTY, palette, labels: { normal: '', warn: '' } };
  const read = () => current;
  const datasets = SERIES.map((series): ChartDataset<'line', { x: number; y: number }[]> => ({
    label: series,
    data: [],
    yAxisID: series === 'heap' ? 'heap' : 'count',
    stepped: series !== 'heap',
    borderWidth: series === 'peers' ? 2 : 1.5,
    // Dashed, and above all others: what is below is seen through its gaps.
    ...(series === 'retained' ? { borderDash: [3, 2], order: -1 } : {}),
    pointRadius: 0,
    spanGaps: false,
  }));
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets },
    plugins: [budgetLines(read), momentMarks(read), sideBySide],
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 12, right: 2 } },
      scales: {
        x: {
          type: 'linear',
          afterBuildTicks(axis) {
            const offsetMs = -new Date(axis.max).getTimezoneOffset() * 60_000;
            const { ticks } = timeTicks(axis.min, axis.max, Math.max(2, axis.width / TICK_PX), offsetMs);
            axis.ticks = ticks.map((value) => ({ value }));
          },
          ticks: { autoSkip: false, maxRotation: 0, callback: (value) => clock(Number(value), current.data) },
          border: { display: false },
        },
        count: { type: 'linear', position: 'left', beginAtZero: true, ticks: { precision: 0, maxTicksLimit: 6 }, border: { display: false } },
        heap: {
          type: 'linear',
          position: 'right',
          beginAtZero: true,
          grid: { display: false },
          ticks: { precision: 0, maxTicksLimit: 6, callback: (value) => `${value} MB` },
          border: { display: false },
        },
      },
    },
  });

  return {
    update(data, colors, labels) {
      current = { data, palette: colors, labels };
      chart.data.datasets.forEach((dataset, i) => {
        const series = SERIES[i] as Series;
        dataset.data = data.series[series] as { x: number; y: number }[];
        dataset.borderColor = colors[series];
        dataset.hidden = data.hidden.has(series);
      });
      const { x, count, heap } = chart.options.scales ?? {};
      for (const axis of [x, count, heap]) {
        if (!axis) continue;
        axis.ticks = { ...axis.ticks, color: colors.text, font: { size: 11, family: colors.font } };
        axis.grid = { ...axis.grid, color: colors.grid };
      }
      if (x) Object.assign(x, { min: data.from, max: data.to });
      // The budget lines must be in the picture, with room above for their words.
      const top = Math.ceil(data.level.warn * 1.15 + 0.5);
      if (count) count.suggestedMax = data.row === 'heap' ? 4 : top;
      if (heap) Object.assign(heap, { suggestedMax: data.row === 'heap' ? top : 1, display: !data.hidden.has('heap') });
      chart.update('none');
    },
    timeAt(px) {
      const { left, right } = chart.chartArea;
      return px < left || px > right ? undefined : chart.scales.x?.getValueForPixel(px);
    },
    place(at) {
      const x = chart.scales.x?.getPixelForValue(at);
      const { left, right, top, bottom } = chart.chartArea;
      return x === undefined || x < left - 1 || x > right + 1 ? undefined : { x, top, bottom };
    },
    destroy: () => chart.destroy(),
  };
}

function clock(at: number, { from, to }: ChartData): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return to - from > 20 * 60_000 ? minutes : `${minutes}:${two(date.getSeconds())}`;
}

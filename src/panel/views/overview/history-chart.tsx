import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartData } from '../../charts/chart-data.ts';
import { readPalette } from '../../charts/palette.ts';
import { createTimeChart, type TimeChart } from '../../charts/time-chart.ts';
import { useBudget, usePanel } from '../context.ts';
import { amountWords } from './amount.ts';

const STEP_MS = 1_000;

interface Props {
  readonly data: ChartData;
  /** What the cursor is on, in words. */
  readonly label: string;
}

/** The chart over time with its cursor, which follows the mouse or the arrow keys. */
export function HistoryChart({ data, label }: Props) {
  const { view, texts, ...panel } = usePanel();
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<TimeChart | undefined>(undefined);
  const drawn = useSignal(0);

  const row = view.chartRow.value;
  const level = useBudget()[row];
  const theme = panel.theme.value;
  const words = (kind: 'normal' | 'warn'): string => {
    const { amount, unit } = amountWords(row, level[kind]);
    return texts.t(`overview.line-${kind}`, { row: texts.t(`row.${row}`), limit: `${amount} ${unit}`.trim() });
  };
  const [normal, warn] = [words('normal'), words('warn')];

  useEffect(() => {
    if (!canvas.current) return;
    chart.current = createTimeChart(canvas.current, readPalette(document.documentElement));
    return () => chart.current?.destroy();
  }, []);
  useEffect(() => {
    chart.current?.update(data, readPalette(document.documentElement), { normal, warn });
    drawn.value += 1;
  }, [data, theme, normal, warn, drawn]);

  const line = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    void drawn.value;
    const at = view.cursor.value;
    const place = at === undefined ? undefined : chart.current?.place(at);
    if (!line.current) return;
    line.current.hidden = !place;
    if (place) Object.assign(line.current.style, { left: `${place.x}px`, top: `${place.top}px`, height: `${place.bottom - place.top}px` });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = view.cursor.value ?? data.to;
    const step = event.shiftKey ? STEP_MS * 10 : STEP_MS;
    const to = { ArrowLeft: at - step, ArrowRight: at + step, Home: data.from, End: undefined }[event.key];
    if (to === undefined && event.key !== 'End') return;
    event.preventDefault();
    view.cursor.value = to === undefined || to >= data.to ? undefined : Math.max(data.from, to);
  };
  return (
    <div
      class="plot"
      role="slider"
      tabIndex={0}
      aria-label={texts.t('overview.chart')}
      aria-valuemin={data.from}
      aria-valuemax={data.to}
      aria-valuenow={view.cursor.value ?? data.to}
      aria-valuetext={label}
      onKeyDown={onKeyDown}
      onMouseMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        view.cursor.value = chart.current?.timeAt(event.clientX - box.left);
      }}
      onMouseLeave={() => (view.cursor.value = undefined)}
    >
      <canvas ref={canvas} />
      <div class="cursor" ref={line} hidden />
    </div>
  );
}

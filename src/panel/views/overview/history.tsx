import { useSignal } from '@preact/signals';
import type { Series } from '../../charts/chart-data.ts';
import { usePanel } from '../context.ts';
import { sampleAt } from './at-cursor.ts';
import { HistoryChart } from './history-chart.tsx';
import { Legend } from './legend.tsx';
import { PeersAtCursor } from './peers-at-cursor.tsx';
import { useHistory } from './use-history.ts';

const MINUTE_MS = 60_000;
const RANGES = [
  ['5m', 5 * MINUTE_MS],
  ['10m', 10 * MINUTE_MS],
  ['1h', 60 * MINUTE_MS],
  ['all', Number.POSITIVE_INFINITY],
] as const;

/** All series over one time axis, with what they were at the cursor. */
export function History() {
  const { state, view, texts } = usePanel();
  const hidden = useSignal<ReadonlySet<Series>>(new Set());
  const samples = useHistory();
  const at = view.cursor.value ?? state.now.value;
  const sample = sampleAt(samples, at);
  const label = sample ? texts.t('overview.reading', { peers: sample.peers, retained: sample.retained, tracks: sample.tracks }) : '';
  return (
    <section class="history">
      <div class="bar sub">
        <Legend sample={sample} hidden={hidden} />
        <select aria-label={texts.t('overview.range')} value={String(view.chartRange.value)} onChange={(event) => (view.chartRange.value = Number(event.currentTarget.value))}>
          {RANGES.map(([name, ms]) => (
            <option key={name} value={String(ms)}>
              {texts.t(`overview.range-${name}`)}
            </option>
          ))}
        </select>
      </div>
      <HistoryChart samples={samples} hidden={hidden.value} label={label} />
      <PeersAtCursor at={at} />
    </section>
  );
}

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { chartData, type Series } from '../../charts/chart-data.ts';
import { useBudget, useLedger, usePanel } from '../context.ts';
import { momentAt, sampleAt } from './at-cursor.ts';
import { HistoryChart } from './history-chart.tsx';
import { Legend } from './legend.tsx';
import { MomentLegend } from './moment-legend.tsx';
import { momentsOf } from './moments-of.ts';
import { PeersAtCursor } from './peers-at-cursor.tsx';
import { RangeSelect } from './range-select.tsx';
import { useHistory } from './use-history.ts';

/** The cursor need not be on the very pixel. */
const NEAR = 0.01;

/** All series over one time axis, with what they were at the cursor. */
export function History() {
  const { state, view, texts } = usePanel();
  const hidden = useSignal<ReadonlySet<Series>>(new Set());
  const ledger = useLedger();
  const samples = useHistory();
  const row = view.chartRow.value;
  const level = useBudget()[row];
  const rangeMs = view.chartRange.value;
  const data = useMemo(
    () => chartData(samples, momentsOf(ledger), { now: state.now.peek(), rangeMs, row, level, hidden: hidden.value }),
    [samples, ledger, rangeMs, row, level, hidden.value],
  );

  const at = view.cursor.value ?? state.now.value;
  const sample = sampleAt(samples, at);
  const moment = view.cursor.value === undefined ? undefined : momentAt(data.moments, at, (data.to - data.from) * NEAR);
  const reading = sample ? texts.t('overview.reading', { peers: sample.peers, retained: sample.retained, tracks: sample.tracks }) : '';
  return (
    <section class="history">
      <div class="bar sub">
        <div class="legend" role="group" aria-label={texts.t('overview.legend')}>
          <Legend sample={sample} hidden={hidden} />
          <MomentLegend moments={data.moments} />
        </div>
        <RangeSelect />
      </div>
      <HistoryChart data={data} label={moment ? `${texts.t(`moment.${moment.name}`)} ${moment.label}, ${reading}` : reading} />
      <PeersAtCursor at={view.cursor.value === undefined ? at : (sample?.at ?? at)} moment={moment} />
    </section>
  );
}

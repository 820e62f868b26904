import type { Signal } from '@preact/signals';
import { formatBytes } from '../../../core/i18n/format.ts';
import type { Sample } from '../../../core/budget.ts';
import { SERIES, type Series } from '../../charts/chart-data.ts';
import { useHasAnswered, usePanel } from '../context.ts';

interface Props {
  /** The values beside the names are those of this sample. */
  readonly sample: Sample | undefined;
  readonly hidden: Signal<ReadonlySet<Series>>;
}

/** Names and values of the lines; each can be switched off and on. */
export function Legend({ sample, hidden }: Props) {
  const { texts } = usePanel();
  const hasAnswered = useHasAnswered();
  const flip = (series: Series): void => {
    const next = new Set(hidden.value);
    if (!next.delete(series)) next.add(series);
    hidden.value = next;
  };
  return (
    <>
      {SERIES.map((series) => {
        // The servers tell of the FFmpegs.
        const value = hasAnswered || series === 'ffmpeg' ? sample?.[series] : undefined;
        return (
          <button key={series} type="button" class={series} data-series={series} aria-pressed={!hidden.value.has(series)} onClick={() => flip(series)}>
            <i class="swatch" />
            {texts.t(`series.${series}`)} <b>{value === undefined ? '–' : series === 'heap' ? formatBytes(value) : value}</b>
          </button>
        );
      })}
    </>
  );
}

import { usePanel } from '../context.ts';

const MINUTE_MS = 60_000;
const RANGES = [
  ['5m', 5 * MINUTE_MS],
  ['10m', 10 * MINUTE_MS],
  ['1h', 60 * MINUTE_MS],
  ['all', Number.POSITIVE_INFINITY],
] as const;

/** How far back the chart reaches. */
export function RangeSelect() {
  const { view, texts } = usePanel();
  return (
    <select aria-label={texts.t('overview.range')} value={String(view.chartRange.value)} onChange={(event) => (view.chartRange.value = Number(event.currentTarget.value))}>
      {RANGES.map(([name, ms]) => (
        <option key={name} value={String(ms)}>
          {texts.t(`overview.range-${name}`)}
        </option>
      ))}
    </select>
  );
}

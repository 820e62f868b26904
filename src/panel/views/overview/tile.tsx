import type { ComponentChildren } from 'preact';
import type { BudgetReading } from '../../../core/budget.ts';
import { usePanel } from '../context.ts';
import { amountWords } from './amount.ts';
import { Sparkline } from './sparkline.tsx';

/** One budget row: value, state in a word, the last minutes, a line of detail. Choosing it draws its budget in the chart. */
export function Tile({ reading, children }: { readonly reading: BudgetReading; readonly children: ComponentChildren }) {
  const { state, view, texts } = usePanel();
  const { row, value, level, state: budget } = reading;
  const { amount, unit } = amountWords(row, value);
  const limit = amountWords(row, budget === 'over' ? level.warn : level.normal);
  const word = texts.t(`budget.${budget}`, { limit: [limit.amount, limit.unit].join(' ').trim() });
  return (
    <article class={`tile ${row}`} data-tile={row} data-state={budget} data-value={value ?? ''}>
      <h2>
        <button type="button" class="pick" aria-pressed={view.chartRow.value === row} title={texts.t('overview.pick')} onClick={() => (view.chartRow.value = row)}>
          <i class="swatch" />
          {texts.t(`row.${row}`)}
        </button>
      </h2>
      <p class="value">
        <b>{amount}</b>
        {unit && <span class="unit"> {unit}</span>} <span class={`chip ${budget}`}>{word}</span>
      </p>
      <Sparkline row={row} samples={value === undefined ? [] : state.samples.value} level={level} />
      <p class="detail">{children}</p>
    </article>
  );
}

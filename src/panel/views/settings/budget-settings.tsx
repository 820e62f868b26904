import { BUDGET_ROWS } from '../../../core/budget.ts';
import type { BudgetLevel, BudgetRow } from '../../../core/settings.ts';
import { usePanel } from '../context.ts';
import { NumberField } from './number-field.tsx';

const MEGABYTE = 1024 * 1024;
const LEVELS = ['normal', 'warn'] as const satisfies readonly (keyof BudgetLevel)[];

export function BudgetSettings() {
  const { state, actions, texts } = usePanel();
  const { budget } = state.settings.value;
  const set = (row: BudgetRow, level: keyof BudgetLevel, value: number): void =>
    void actions.updateSettings({ budget: { ...budget, [row]: { ...budget[row], [level]: value } } });
  return (
    <section>
      <h2>{texts.t('settings.budget')}</h2>
      <p class="dim">{texts.t('settings.budget-hint')}</p>
      <table class="list budget">
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.t('settings.normal')}</th>
            <th scope="col">{texts.t('settings.warn')}</th>
          </tr>
        </thead>
        <tbody>
          {BUDGET_ROWS.map((row) => {
            const scale = row === 'heap' ? MEGABYTE : 1;
            return (
              <tr key={row}>
                <th scope="row">{texts.t(`row.${row}`)}</th>
                {LEVELS.map((level) => (
                  <td key={level}>
                    <NumberField
                      quiet
                      label={`${texts.t(`row.${row}`)}: ${texts.t(`settings.${level}`)}`}
                      name={`${row}-${level}`}
                      value={budget[row][level] / scale}
                      min={0}
                      max={100_000}
                      {...(row === 'heap' ? { unit: 'MB' } : {})}
                      onChange={(value) => set(row, level, value * scale)}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

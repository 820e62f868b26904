import { BUDGET_ROWS } from '../../../core/budget.ts';
import type { Budget, BudgetLevel } from '../../../core/settings.ts';
import { usePanel } from '../context.ts';
import { NumberField } from './number-field.tsx';

const MEGABYTE = 1024 * 1024;
const MAX = 100_000;
const LEVELS = ['normal', 'warn'] as const satisfies readonly (keyof BudgetLevel)[];

export function BudgetTable({ budget, onChange }: { readonly budget: Budget; readonly onChange: (budget: Budget) => void }) {
  const { texts } = usePanel();
  return (
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
                    min={level === 'warn' ? budget[row].normal / scale : 0}
                    max={level === 'normal' ? budget[row].warn / scale : MAX}
                    {...(row === 'heap' ? { unit: 'MB' } : {})}
                    onChange={(value) => onChange({ ...budget, [row]: { ...budget[row], [level]: value * scale } })}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

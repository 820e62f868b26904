import { formatBytes } from '../../../core/i18n/format.ts';
import type { BudgetRow } from '../../../core/settings.ts';

/** A row's value for a reader; an en dash where nobody knows it. */
export function amountWords(row: BudgetRow, value: number | undefined): { readonly amount: string; readonly unit: string } {
  if (value === undefined) return { amount: '–', unit: '' };
  if (row !== 'heap') return { amount: String(value), unit: '' };
  const [amount = '', unit = ''] = formatBytes(value).split(' ');
  return { amount, unit };
}

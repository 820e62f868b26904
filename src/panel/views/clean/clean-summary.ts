import type { CleanRun } from '../../model.ts';
import type { Texts } from '../texts.ts';

/** Where a clean-up stands, in a few words. */
export function cleanSummary({ state, plan, outcomes }: CleanRun, texts: Texts): string {
  if (plan.steps.length === 0) return texts.t('clean.nothing');
  if (state === 'planned') return texts.t('clean.planned');
  if (state === 'running') return texts.t('clean.running');
  const gone = outcomes.filter((outcome) => outcome.verified === 'gone').length;
  return texts.t('clean.done', { gone, steps: outcomes.length });
}

import type { StepOutcome } from '../camera/clean-up.ts';
import { t } from '../i18n/language.ts';
import { Icon } from './icon.tsx';

const ICON = { done: 'check', failed: 'error', 'left-out': 'close' } as const;

/** What the last clean-up did, step by step. */
export function CleanUpList({ outcomes }: { outcomes: readonly StepOutcome[] }) {
  if (!outcomes.length) return <p class="dim">{t('clean-up.none')}</p>;
  return (
    <ol class="steps">
      {outcomes.map(({ name, result, error = '' }) => (
        <li key={name} data-result={result}>
          <Icon name={ICON[result]} />
          <span>{t(`step.${name}`)}</span>
          <span class="dim">{t(`clean-up.${result}`, { error })}</span>
        </li>
      ))}
    </ol>
  );
}

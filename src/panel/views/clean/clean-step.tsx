import { shortId } from '../../../core/ledger/queries.ts';
import type { CleanStep, StepOutcome } from '../../../core/clean/step.ts';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';
import { stepMessage } from './step-message.ts';

interface Props {
  readonly step: CleanStep;
  /** Absent until it is done. */
  readonly outcome: StepOutcome | undefined;
}

export function CleanStepItem({ step, outcome }: Props) {
  const { state, texts } = usePanel();
  const message = texts.say(stepMessage(step), state.now.peek());
  if (!outcome) return <li>{message}</li>;
  const { result, verified, error } = outcome;
  return (
    <li data-outcome={step.action} data-result={result} data-verified={verified} data-target={shortId(step.target)}>
      <div class="step">
        <span>{message}</span>
        <span class={`outcome ${verified}`}>
          <Icon name={iconOf(outcome)} />
          {texts.t(`result.${result}`)}, {texts.t(`verified.${verified}`)}
        </span>
      </div>
      {error !== undefined && <span class="error-words">{error}</span>}
    </li>
  );
}

function iconOf({ result, verified }: StepOutcome): IconName {
  if (verified === 'gone') return 'pass';
  return verified === 'still-there' || result === 'failed' ? 'error' : 'unknown';
}

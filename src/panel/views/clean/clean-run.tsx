import { isStale } from '../../../core/clean/plan.ts';
import { useLedger, usePanel } from '../context.ts';
import type { CleanRun } from '../../model.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { objectName } from '../parts/object-name.ts';
import { useTwoPresses } from '../parts/use-two-presses.ts';
import { CleanStepItem } from './clean-step.tsx';
import { cleanSummary } from './clean-summary.ts';
import { leaveClean } from './plan-clean.ts';
import { stepMessage } from './step-message.ts';

/** A clean-up from its plan to its outcome, and the buttons that go with each. */
export function CleanRunView({ run, title }: { readonly run: CleanRun; readonly title: string }) {
  const context = usePanel();
  const { actions, texts, state } = context;
  const { plan } = run;
  const stale = isStale(plan, useLedger());
  const { isArmed: sure, press } = useTwoPresses(plan, () => void actions.runClean());
  const askAgain = plan.healthy.length > 0 && !sure;
  const words = () => plan.steps.map((step, i) => `${i + 1}. ${texts.say(stepMessage(step), state.now.peek())}`).join('\n');
  return (
    <section class="clean-run" data-clean-state={run.state} aria-busy={run.state === 'running'}>
      <h3>
        {title} <span class="dim">{cleanSummary(run, texts)}</span>
      </h3>
      <ol>
        {plan.steps.map((step, i) => (
          <CleanStepItem key={`${step.action} ${step.target}`} step={step} outcome={run.outcomes[i]} />
        ))}
      </ol>
      {(run.state === 'planned' ? stale : run.outcomes.some(({ left }) => left)) && (
        <p class="warn-box" role="status" data-clean-left>
          <Icon name="info" />
          {texts.t(run.state === 'planned' ? 'clean.stale' : 'clean.left')}
        </p>
      )}
      {run.state === 'planned' && !stale && plan.healthy.length > 0 && (
        <p class="warn-box" role="alert">
          <Icon name="warning" />
          {texts.t(sure ? 'clean.healthy-sure' : 'clean.healthy', { names: plan.healthy.map(objectName).join(', ') })}
        </p>
      )}
      <div class="actions">
        {run.state === 'planned' && plan.steps.length > 0 && (
          <button
            type="button"
            class={askAgain ? 'button danger' : 'button primary'}
            data-action="run-clean"
            {...(askAgain ? { 'data-asks-again': '' } : {})}
            disabled={stale}
            onClick={(event) => (plan.healthy.length > 0 ? press(event) : void actions.runClean())}
          >
            {texts.t(plan.healthy.length > 0 ? (sure ? 'clean.run-anyway' : 'clean.run-healthy') : 'clean.run')}
          </button>
        )}
        {run.state === 'running' && (
          <span class="busy">
            <Icon name="loading" class="spin" />
            {texts.t('clean.running')}
          </span>
        )}
        {run.state === 'planned' && <CopyButton label={texts.t('clean.copy-steps')} text={words} />}
        {run.state !== 'running' && (
          <button type="button" class="button" data-action="leave-clean" onClick={() => leaveClean(context)}>
            {texts.t(run.state === 'done' ? 'clean.close' : 'clean.cancel')}
          </button>
        )}
      </div>
    </section>
  );
}

import { t } from '../i18n/language.ts';
import { cancelScenarios, isRunning, runs, runScenarios, SCENARIO_NAMES, type Run, type ScenarioName } from '../scenarios/run.ts';
import type { Check } from '../scenarios/scenario.ts';
import type { Viewer } from '../viewer.ts';
import { Icon } from './icon.tsx';

const ICON = { pass: 'check', fail: 'error', skip: 'dash' } as const;

/** The four test scenarios: a button, a progress bar and a list of passed and failed checks for each. */
export function Scenarios({ viewer }: { viewer: Viewer }) {
  const start = (names: readonly ScenarioName[]): void => void runScenarios(viewer, names);
  return (
    <div class="scenarios">
      {isRunning.value ? (
        <button type="button" data-action="cancel-scenarios" onClick={cancelScenarios}>
          <Icon name="debugStop" />
          {t('scenarios.cancel')}
        </button>
      ) : (
        <button type="button" class="primary" data-action="run-all" onClick={() => start(SCENARIO_NAMES)}>
          {t('scenarios.run-all')}
        </button>
      )}
      {SCENARIO_NAMES.map((name) => (
        <ScenarioRow key={name} name={name} run={runs.value[name]} isBusy={isRunning.value} onRun={() => start([name])} />
      ))}
    </div>
  );
}

interface RowProps {
  readonly name: ScenarioName;
  readonly run: Run | undefined;
  readonly isBusy: boolean;
  readonly onRun: () => void;
}

function ScenarioRow({ name, run, isBusy, onRun }: RowProps) {
  const title = t(`scenario.${name}`);
  const label = t('scenarios.run', { scenario: title });
  return (
    <section class="scenario" data-scenario={name} data-result={resultOf(run)}>
      <header>
        <b>{title}</b>
        {run && run.checks.length > 0 && <Summary run={run} />}
        <button type="button" aria-label={label} title={label} disabled={isBusy} onClick={onRun}>
          <Icon name="play" />
        </button>
      </header>
      <p class="dim">{t(`scenario.${name}.what`)}</p>
      {run?.isRunning && <progress max={1} value={run.progress} aria-label={title} />}
      {run?.ended && (
        <p class="dim" role="status">
          {t(`scenarios.${run.ended}`)}
        </p>
      )}
      {run?.error && <p class="error">{run.error}</p>}
      {run && run.checks.length > 0 && run.unseen.length > 0 && <p class="unseen">{t('scenarios.unseen', { faults: run.unseen.join(', ') })}</p>}
      {run && run.checks.length > 0 && (
        <ul class="checks">
          {run.checks.map((one) => (
            <CheckRow key={`${one.camera} ${one.name}`} check={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Summary({ run: { checks, unseen } }: { run: Run }) {
  const told = checks.filter(({ result }) => result !== 'skip');
  const passed = told.filter(({ result }) => result === 'pass').length;
  return (
    <span class="state num" data-state={passed < told.length ? 'over' : unseen.length ? 'near' : 'ok'}>
      {t('scenarios.summary', { passed, all: told.length })}
    </span>
  );
}

function CheckRow({ check: { name, result, camera, seen } }: { check: Check }) {
  return (
    <li data-check={name} data-result={result}>
      <Icon name={ICON[result]} />
      <span>
        {camera && <b>{camera} </b>}
        {t(`check.${name}`)}
      </span>
      <span class="dim">
        {t(`scenarios.${result}`)}
        {result !== 'pass' && seen && ` (${seen})`}
      </span>
    </li>
  );
}

function resultOf(run: Run | undefined): string | undefined {
  if (!run) return undefined;
  if (run.isRunning) return 'running';
  if (run.ended) return run.ended;
  if (run.error !== undefined || !run.checks.length) return 'incomplete';
  return run.checks.some(({ result }) => result === 'fail') ? 'fail' : 'pass';
}

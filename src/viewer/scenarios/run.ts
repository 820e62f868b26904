import { computed, signal } from '@preact/signals';
import { faults, type Fault } from '../faults.ts';
import type { Viewer } from '../viewer.ts';
import { failingCamera } from './failing-camera.ts';
import { longRun } from './long-run.ts';
import { normalSwitch } from './normal-switch.ts';
import { rapidSwitch } from './rapid-switch.ts';
import type { Check, Scenario } from './scenario.ts';
import { Witness } from './witness.ts';

export const SCENARIOS = { normal: normalSwitch, rapid: rapidSwitch, failing: failingCamera, long: longRun } as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];

export interface Run {
  /** 0 to 1. */
  readonly progress: number;
  readonly isRunning: boolean;
  readonly checks: readonly Check[];
  /** Faults that were on though all checks passed. */
  readonly unseen: readonly Fault[];
  /** Who ended it before its time. */
  readonly ended?: Ending;
  /** Why it came to no end, in words. */
  readonly error?: string;
}

/** `interrupted`: somebody used the page meanwhile. */
export type Ending = 'cancelled' | 'interrupted';

/** The last run of each scenario. */
export const runs = signal<Partial<Readonly<Record<ScenarioName, Run>>>>({});

const running = signal<AbortController | undefined>(undefined);
export const isRunning = computed(() => running.value !== undefined);

/** Runs scenarios one after the other, on one screen, each from a clean start. */
export async function runScenarios(viewer: Viewer, names: readonly ScenarioName[]): Promise<void> {
  if (running.peek()) return;
  const abort = new AbortController();
  const interrupt = (): void => abort.abort('interrupted' satisfies Ending);
  running.value = abort;
  viewer.takeOvers.add(interrupt);
  try {
    viewer.arrange(1);
    for (const name of names) if (!abort.signal.aborted) await runOne(viewer, name, abort.signal);
  } finally {
    viewer.takeOvers.delete(interrupt);
    running.value = undefined;
  }
}

export function cancelScenarios(): void {
  running.peek()?.abort('cancelled' satisfies Ending);
}

async function runOne(viewer: Viewer, name: ScenarioName, abort: AbortSignal): Promise<void> {
  const show = (run: Run): void => {
    runs.value = { ...runs.peek(), [name]: run };
  };
  const on = [...faults.peek()];
  show({ progress: 0, isRunning: true, checks: [], unseen: [] });
  const witness = new Witness(viewer.server.gateway);
  let outcome: Pick<Run, 'checks' | 'error' | 'ended'> = { checks: [] };
  try {
    await viewer.release();
    await witness.begin();
    abort.throwIfAborted();
    const cameras = viewer.cameras.peek().map((camera) => camera.name).filter((camera) => !viewer.options.failing.includes(camera));
    const steps = SCENARIOS[name]({
      viewer,
      cameras,
      witness,
      signal: abort,
      play(camera) {
        abort.throwIfAborted();
        void viewer.current.peek()?.play(camera);
      },
      async stop() {
        abort.throwIfAborted();
        await viewer.current.peek()?.stop();
      },
    });
    for (;;) {
      const { done, value } = await steps.next();
      if (done) {
        outcome = { checks: value };
        break;
      }
      show({ progress: value, isRunning: true, checks: [], unseen: [] });
    }
  } catch (error) {
    outcome = abort.aborted ? { checks: [], ended: abort.reason as Ending } : { checks: [], error: error instanceof Error ? error.message : String(error) };
  } finally {
    witness.dispose();
    // Whoever interrupted it uses the screen by now.
    if (outcome.ended !== 'interrupted') await viewer.release();
    // Not before: whoever plays a camera when the result is there means to keep it.
    show({ progress: 1, isRunning: false, ...outcome, unseen: outcome.checks.some(({ result }) => result === 'fail') ? [] : on });
  }
}

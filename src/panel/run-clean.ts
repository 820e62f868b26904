import type { CleanPlan } from '../core/clean/plan.ts';
import { judge, type StepReport } from '../core/clean/judge.ts';
import type { CleanStep, StepOutcome } from '../core/clean/step.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { Frames } from './frames.ts';
import type { Servers } from './servers.ts';

const SERVER_ACTIONS: readonly CleanStep['action'][] = ['stop-process', 'kick-session'];

/**
 * Does a plan step by step, looks again, and says of each step what really happened. A frame that cannot be reached fails its own steps
 * and no other.
 * @param look samples every document and asks every server, and returns when the ledger knows it
 */
export async function runPlan(plan: CleanPlan, ledger: Ledger, frames: Frames, servers: Servers, look: () => Promise<void>): Promise<StepOutcome[]> {
  const reports = new Map<CleanStep, StepReport>();
  const inPage = plan.steps.filter((step) => !SERVER_ACTIONS.includes(step.action));
  for (const label of new Set(inPage.map((step) => step.at))) {
    const steps = inPage.filter((step) => step.at === label);
    const local = steps.map((step) => ({ ...step, target: step.target.slice(label.length + 1) }));
    try {
      const answer = await frames.request(label, 'clean', { steps: local });
      steps.forEach((step, i) => reports.set(step, { step, ...(answer.reports[i] ?? { result: 'failed' as const, error: 'no answer' }) }));
    } catch (error) {
      for (const step of steps) reports.set(step, failed(step, error));
    }
  }
  for (const step of plan.steps.filter((s) => SERVER_ACTIONS.includes(s.action))) {
    try {
      const result = await (step.action === 'stop-process'
        ? servers.stopProcess(step.at, Number(step.target))
        : servers.kickSession(step.at, step.target));
      reports.set(step, { step, result });
    } catch (error) {
      reports.set(step, failed(step, error));
    }
  }
  await look();
  return judge(plan.steps.map((step) => reports.get(step) ?? failed(step, new Error('nobody can do this step'))), ledger);
}

function failed(step: CleanStep, error: unknown): StepReport {
  return { step, result: 'failed', error: String((error as Error).message ?? error).slice(0, 300) };
}

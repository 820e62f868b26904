import type { Ledger } from '../ledger/ledger.ts';
import { isKind } from '../ledger/is-kind.ts';
import { targets } from '../ledger/queries.ts';
import { isGoneFromServer } from './server-steps.ts';
import type { CleanStep, StepOutcome, StepResult } from './step.ts';

export interface StepReport {
  readonly step: CleanStep;
  readonly result: StepResult;
  readonly error?: string;
}

/** Sets what each step reported against the ledger as it is after a fresh look. A report is never believed by itself. */
export function judge(reports: readonly StepReport[], after: Ledger): StepOutcome[] {
  return reports.map((report) => ({ ...report, verified: verify(report.step, after) }));
}

function verify(step: CleanStep, ledger: Ledger): StepOutcome['verified'] {
  const { action, target } = step;
  if (action === 'stop-process' || action === 'kick-session') {
    const gone = isGoneFromServer(ledger, step);
    return gone === undefined ? 'unknown' : verdict(gone);
  }
  const entity = ledger.entities.get(target);
  if (!entity) return 'unknown';
  if (action === 'null-handlers') return verdict(isKind(entity, 'peer') && entity.props.handlers.length === 0);
  if (action === 'unregister') return verdict(isKind(entity, 'peer') && !entity.props.registry);
  if (action === 'clear-element') return verdict(targets(ledger, target, 'plays', 'stream').length === 0);
  return verdict(entity.endedAt !== undefined);
}

function verdict(gone: boolean): StepOutcome['verified'] {
  return gone ? 'gone' : 'still-there';
}

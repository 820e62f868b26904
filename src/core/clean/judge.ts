import type { Entity, Ledger } from '../ledger/ledger.ts';
import { isKind } from '../ledger/is-kind.ts';
import { isDocumentOver, targets } from '../ledger/queries.ts';
import { isGoneFromServer, isSessionListed } from './server-steps.ts';
import type { CleanStep, StepOutcome, StepResult } from './step.ts';

export interface StepReport {
  readonly step: CleanStep;
  readonly result: StepResult;
  readonly error?: string;
}

/**
 * Sets what each step reported against the ledger as it is after a fresh look. A report is never believed by itself. What a page that was
 * left had in it is gone with it, whoever could still be reached; only a session may live on at its server.
 */
export function judge(reports: readonly StepReport[], after: Ledger): StepOutcome[] {
  return reports.map((report) => {
    const { step, result } = report;
    if (!isDocumentOver(after, step.at)) return { ...report, verified: verify(step, after) };
    const entity = after.entities.get(step.target);
    if (!isKind(entity, 'session')) return { step, result: result === 'failed' ? 'not-needed' : result, verified: 'gone', left: true };
    const { deleteStatus } = entity.props;
    return { ...(deleteStatus === undefined ? { step, result } : report), verified: verifySession(entity, after), left: true };
  });
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

/** Of a session whose page was left: over if it was deleted before that; else its server knows, where one lists its sessions. */
function verifySession(session: Entity<'session'>, ledger: Ledger): StepOutcome['verified'] {
  if (session.endedBy !== undefined && session.endedBy !== 'browser') return 'gone';
  const listed = isSessionListed(ledger, session);
  return listed === undefined ? 'unknown' : verdict(!listed);
}

function verdict(gone: boolean): StepOutcome['verified'] {
  return gone ? 'gone' : 'still-there';
}

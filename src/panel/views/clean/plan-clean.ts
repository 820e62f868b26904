import type { EntityId } from '../../../core/ledger/ledger.ts';
import type { Finding } from '../../../core/rules/finding.ts';
import type { PanelContext } from '../context.ts';

/** Objects that the fixes of these findings would clean, each once. */
export function fixTargets(findings: readonly Finding[]): EntityId[] {
  return [...new Set(findings.flatMap((finding) => finding.fixes.flatMap((fix) => fix.targets)))];
}

/** Shows the plan for one finding in its details. */
export function planFinding({ actions, view }: PanelContext, finding: Finding): void {
  view.finding.value = finding;
  view.cleanPlace.value = { finding: finding.key };
  actions.planClean(fixTargets([finding]));
}

/** Shows a plan in a sheet over the panel. */
export function planInSheet({ actions, view }: PanelContext, ids: readonly EntityId[]): void {
  view.cleanPlace.value = 'sheet';
  actions.planClean(ids);
}

/** Takes the plan or its outcome away. A clean-up that runs cannot be called back. */
export function leaveClean({ state, actions, view }: PanelContext): void {
  if (state.clean.peek()?.state === 'running') return;
  view.cleanPlace.value = undefined;
  actions.dismissClean();
}

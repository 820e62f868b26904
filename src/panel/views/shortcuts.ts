import { leaveClean, planFinding } from './clean/plan-clean.ts';
import type { PanelContext } from './context.ts';
import { FILTER_ID } from './shell/filter-box.tsx';

/** Keys that work everywhere in the panel: / or Ctrl+F to the filter, Ctrl+. for the quick fix, Esc closes what is open. */
export function onShortcut(event: KeyboardEvent, context: PanelContext): void {
  const { view } = context;
  const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
  const command = event.ctrlKey || event.metaKey;
  if ((event.key === '/' && !typing && !command) || (event.key.toLowerCase() === 'f' && command)) {
    take(event);
    const filter = document.getElementById(FILTER_ID) as HTMLInputElement | null;
    filter?.focus();
    filter?.select();
  } else if (event.key === '.' && command) {
    const finding = view.finding.peek();
    if (view.tab.peek() !== 'problems' || !finding?.fixes.length) return;
    take(event);
    planFinding(context, finding);
  } else if (event.key === 'Escape' && !typing && !document.querySelector('dialog[open]')) closeInnermost(event, context);
}

function closeInnermost(event: KeyboardEvent, context: PanelContext): void {
  const { view } = context;
  if (view.cleanPlace.peek()) leaveClean(context);
  else if (view.tab.peek() === 'problems' && view.finding.peek()) view.finding.value = undefined;
  else if (view.tab.peek() === 'resources' && view.entity.peek()) view.entity.value = undefined;
  else return;
  take(event);
}

/** Nobody else is to act on the key. */
function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

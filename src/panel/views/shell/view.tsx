import { usePanel } from '../context.ts';
import { Overview } from '../overview/overview.tsx';
import { Problems } from '../problems/problems.tsx';
import type { Tab } from '../view-state.ts';

const VIEWS: Readonly<Partial<Record<Tab, () => preact.JSX.Element>>> = { overview: Overview, problems: Problems };

/** The chosen view. */
export function View() {
  const { view } = usePanel();
  const tab = view.tab.value;
  const Chosen = VIEWS[tab] ?? Overview;
  return (
    <main>
      <div id="view" role="tabpanel" aria-labelledby={`tab-${tab}`} data-view={tab}>
        <Chosen />
      </div>
    </main>
  );
}

import type { JSX } from 'preact';
import { usePanel } from '../context.ts';
import { Overview } from '../overview/overview.tsx';
import { Problems } from '../problems/problems.tsx';
import { Resources } from '../resources/resources.tsx';
import { Servers } from '../servers/servers.tsx';
import { SettingsView } from '../settings/settings.tsx';
import type { Tab } from '../view-state.ts';

const VIEWS: Readonly<Record<Tab, () => JSX.Element>> = {
  overview: Overview,
  problems: Problems,
  resources: Resources,
  servers: Servers,
  settings: SettingsView,
};

/** The chosen view. */
export function View() {
  const { view } = usePanel();
  const tab = view.tab.value;
  const Chosen = VIEWS[tab];
  return (
    <main>
      <div id="view" role="tabpanel" aria-labelledby={`tab-${tab}`} data-view={tab}>
        <Chosen />
      </div>
    </main>
  );
}

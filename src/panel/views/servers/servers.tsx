import { useLedger, usePanel } from '../context.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { ChainTable } from './chain-table.tsx';
import { ServerCard } from './server-card.tsx';

export function Servers() {
  const { state, view, texts } = usePanel();
  const servers = [...useLedger().servers.values()];
  const waiting = state.settings.value.endpoints.filter(({ url }) => !servers.some((server) => server.endpoint === url));
  if (servers.length === 0 && waiting.length === 0) {
    return (
      <EmptyState icon="server" title={texts.t('servers.none')}>
        <p>{texts.t('servers.none-do')}</p>
        <button type="button" class="button primary" onClick={() => (view.tab.value = 'settings')}>
          {texts.t('servers.add')}
        </button>
      </EmptyState>
    );
  }
  return (
    <div class="view servers" role="region" aria-label={texts.t('tab.servers')} tabIndex={0}>
      <ChainTable />
      {servers.map((server) => (
        <ServerCard key={server.endpoint} server={server} />
      ))}
      {waiting.map(({ url }) => (
        <section key={url} class="server" data-server={url} data-link="asking">
          <header>
            <h2>{url}</h2>
            <span class="dim">{texts.t('server-link.asking')}</span>
          </header>
        </section>
      ))}
    </div>
  );
}

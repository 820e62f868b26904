import { useLedger, usePanel } from '../context.ts';

/** Each server that the user named: does it answer, and how many FFmpegs it runs. */
export function ServerLinks() {
  const { view, texts } = usePanel();
  const servers = [...useLedger().servers.values()];
  if (servers.length === 0) return null;
  const down = servers.filter((server) => server.link !== 'ok').length;
  const processes = servers.reduce((sum, server) => sum + server.processes.length, 0);
  return (
    <button type="button" class="servers" onClick={() => (view.tab.value = 'servers')}>
      <i class={`dot ${down ? 'off' : 'ok'}`} />
      {down ? (
        texts.t('status.servers-down', { down, count: servers.length })
      ) : (
        <>
          <span class="long">{texts.t('status.servers', { count: servers.length, processes })}</span>
          <span class="short">{texts.t('status.servers-short', { processes })}</span>
        </>
      )}
    </button>
  );
}

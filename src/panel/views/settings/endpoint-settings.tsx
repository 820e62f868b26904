import { useLedger, usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { EndpointForm } from './endpoint-form.tsx';
import { EndpointOptions } from './endpoint-options.tsx';

/** The servers that are asked, and a form for one more. */
export function EndpointSettings() {
  const { state, actions, texts } = usePanel();
  const { servers } = useLedger();
  const { endpoints } = state.settings.value;
  const remove = async (url: string): Promise<void> => {
    await actions.updateSettings({ endpoints: endpoints.filter((endpoint) => endpoint.url !== url) });
    await actions.signIn(url, undefined);
  };
  return (
    <section>
      <h2>{texts.t('settings.servers')}</h2>
      <p class="dim">{texts.t('settings.servers-hint')}</p>
      <ul class="endpoints">
        {endpoints.map((endpoint) => {
          const { url, kind, intervalMs } = endpoint;
          const link = servers.get(url)?.link;
          return (
            <li key={url} data-endpoint={url}>
              <span class="mono">{url}</span>
              <span class={`chip ${link === 'ok' ? 'ok' : link === undefined ? 'plain' : 'warning'}`}>{texts.t(`server-link.${link ?? 'asking'}`)}</span>
              <span class="dim">
                {texts.t(`endpoint.${kind}`)} · {intervalMs / 1_000} s
              </span>
              <EndpointOptions endpoint={endpoint} />
              {link === 'permission' && (
                <button type="button" class="button primary" data-action="allow" onClick={() => void actions.allowEndpoint(url)}>
                  {texts.t('servers.allow')}
                </button>
              )}
              <button
                type="button"
                class="button icon-only"
                aria-label={texts.t('settings.remove', { name: url })}
                title={texts.t('settings.remove', { name: url })}
                onClick={() => void remove(url)}
              >
                <Icon name="trash" />
              </button>
            </li>
          );
        })}
      </ul>
      <EndpointForm />
    </section>
  );
}

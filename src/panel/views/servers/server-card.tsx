import { formatDuration } from '../../../core/i18n/format.ts';
import type { Ledger } from '../../../core/ledger/ledger.ts';
import { usePanel } from '../context.ts';
import { PathList } from './path-list.tsx';
import { PortList } from './port-list.tsx';
import { ProcessTable } from './process-table.tsx';
import { SessionTable } from './session-table.tsx';
import { SignIn } from './sign-in.tsx';

type Server = Ledger['servers'] extends Map<string, infer S> ? S : never;

/** One endpoint: does it answer, and what it runs. */
export function ServerCard({ server }: { readonly server: Server }) {
  const { state, actions, texts } = usePanel();
  const { endpoint, link, kind, software, error, tells } = server;
  return (
    <section class="server" data-server={endpoint} data-link={link}>
      <header>
        <h2>
          <i class={`dot ${link === 'ok' ? 'ok' : 'off'}`} />
          {endpoint}
        </h2>
        <span class={`chip ${link === 'ok' ? 'ok' : 'warning'}`}>{texts.t(`server-link.${link}`)}</span>
        <span class="dim">
          {software ?? (kind === 'unknown' ? '' : kind)} · {texts.t('time.ago', { age: formatDuration(texts.language.value, state.now.value - server.at) })}
        </span>
      </header>
      {link !== 'ok' && (
        <div class="trouble">
          <p>{texts.t(`server-link.${link}-do`)}</p>
          {error !== undefined && <p class="error-words">{error}</p>}
          {link === 'permission' && (
            <button type="button" class="button primary" data-action="allow" onClick={() => void actions.allowEndpoint(endpoint)}>
              {texts.t('servers.allow')}
            </button>
          )}
          {link === 'unauthorised' && <SignIn endpoint={endpoint} />}
        </div>
      )}
      {tells.includes('processes') && <ProcessTable server={server} />}
      {tells.includes('sessions') && <SessionTable server={server} />}
      <PathList server={server} />
      <PortList server={server} />
    </section>
  );
}

import { canKick } from '../../../core/endpoints/abilities.ts';
import type { ServerSnapshot } from '../../../core/endpoints/server-snapshot.ts';
import { formatBytes } from '../../../core/i18n/format.ts';
import { usePanel } from '../context.ts';
import { ConfirmButton } from './confirm-button.tsx';

/** The viewers and publishers of a server. */
export function SessionTable({ server }: { readonly server: ServerSnapshot }) {
  const { actions, texts } = usePanel();
  if (server.sessions.length === 0) return <p class="dim">{texts.t('servers.no-sessions')}</p>;
  return (
    <table class="list">
      <caption>{texts.t('servers.sessions')}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.t('servers.path')}</th>
          <th scope="col">{texts.t('servers.session')}</th>
          <th scope="col">{texts.t('servers.address')}</th>
          <th scope="col" class="number">
            {texts.t('servers.sent')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {server.sessions.map((session) => (
          <tr key={session.id} data-session={session.id}>
            <th scope="row">
              {session.path} <span class="dim">{texts.t(`servers.role-${session.role}`)}</span>
            </th>
            <td class="mono" title={session.id}>
              {session.id.slice(0, 8)}
            </td>
            <td class="mono">{session.remoteAddress ?? '–'}</td>
            <td class="number">{session.bytesSent === undefined ? '–' : formatBytes(session.bytesSent)}</td>
            <td class="does">
              {canKick(server) && (
                <ConfirmButton
                  icon="broken"
                  action="kick-session"
                  label={texts.t('servers.kick')}
                  name={session.id.slice(0, 8)}
                  act={() => actions.kickSession(server.endpoint, session.id)}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

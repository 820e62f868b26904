import { canStop } from '../../../core/endpoints/abilities.ts';
import type { ServerSnapshot } from '../../../core/endpoints/server-snapshot.ts';
import { formatBytes } from '../../../core/i18n/format.ts';
import { usePanel } from '../context.ts';
import { ConfirmButton } from './confirm-button.tsx';

/** The FFmpegs of a server. */
export function ProcessTable({ server }: { readonly server: ServerSnapshot }) {
  const { actions, texts } = usePanel();
  if (server.processes.length === 0) return <p class="dim">{texts.t('servers.no-processes', { count: server.processCount ?? 0 })}</p>;
  return (
    <table class="list">
      <caption>{texts.t('servers.processes')}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.t('servers.camera')}</th>
          <th scope="col">{texts.t('servers.state')}</th>
          <th scope="col" class="number">
            pid
          </th>
          <th scope="col" class="number">
            CPU
          </th>
          <th scope="col" class="number">
            {texts.t('servers.memory')}
          </th>
          <th scope="col" class="number">
            {texts.t('servers.viewers')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {server.processes.map((process) => (
          <tr key={process.pid} data-process={process.pid}>
            <th scope="row">
              {process.camera || '–'}
              {process.lastError !== undefined && <p class="error-words">{process.lastError}</p>}
            </th>
            <td>
              {process.state}
              {process.orphan && <span class="chip error">{texts.t('servers.orphan')}</span>}
              {(process.restarts ?? 0) > 0 && <span class="dim"> {texts.t('servers.restarts', { count: process.restarts ?? 0 })}</span>}
            </td>
            <td class="number">{process.pid}</td>
            <td class="number">{process.cpu === undefined ? '–' : `${process.cpu.toFixed(1)} %`}</td>
            <td class="number">{process.rssBytes === undefined ? '–' : formatBytes(process.rssBytes)}</td>
            <td class="number">{process.viewers ?? '–'}</td>
            <td class="does">
              {canStop(server) && (
                <ConfirmButton
                  icon="stop"
                  action="stop-process"
                  label={texts.t('servers.stop')}
                  name={process.camera || String(process.pid)}
                  act={() => actions.stopProcess(server.endpoint, process.pid)}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import type { ServerSnapshot } from '../../../core/endpoints/server-snapshot.ts';
import { usePanel } from '../context.ts';

/** Who listens on the ports that camera servers use, where the server tells. */
export function PortList({ server }: { readonly server: ServerSnapshot }) {
  const { texts } = usePanel();
  if (!server.listeners?.length) return null;
  return (
    <p class="paths">
      <span class="dim">{texts.t('server-ports')}</span>
      {server.listeners.map(({ port, address, pid, name }) => (
        <span key={`${port} ${address}`} class="chip plain" title={`${address}:${port}`}>
          {[port, name, pid].filter((part) => part !== undefined).join(' ')}
        </span>
      ))}
    </p>
  );
}

import type { ServerSnapshot } from '../../../core/endpoints/server-snapshot.ts';
import { usePanel } from '../context.ts';

/** The cameras as a server knows them. */
export function PathList({ server }: { readonly server: ServerSnapshot }) {
  const { texts } = usePanel();
  if (server.paths.length === 0) return null;
  return (
    <p class="paths">
      <span class="dim">{texts.t('servers.paths')}</span>
      {server.paths.map((path) => (
        <span key={path.name} class={path.ready ? 'chip ok' : 'chip plain'} title={path.sourceType ?? ''}>
          {path.name} {texts.t(path.ready ? 'servers.ready' : 'servers.not-ready')}, {texts.t('servers.readers', { count: path.readers })}
        </span>
      ))}
    </p>
  );
}

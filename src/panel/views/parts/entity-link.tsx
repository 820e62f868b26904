import { parseServerObjectId } from '../../../core/endpoints/server-object-id.ts';
import type { EntityId } from '../../../core/ledger/ledger.ts';
import { useLedger, usePanel } from '../context.ts';
import { useObjectName } from './use-object-name.ts';

/** The short name of an object; shows it in Resources, or a server's in Servers. Plain words where the ledger has forgotten it. */
export function EntityLink({ id }: { readonly id: EntityId }) {
  const { view } = usePanel();
  const entity = useLedger().entities.get(id);
  const server = parseServerObjectId(id);
  const name = useObjectName()(id);
  if (!entity && !server) return <span class="mono">{name}</span>;
  const show = (): void => {
    view.tab.value = entity ? 'resources' : 'servers';
    if (!entity) return;
    view.entity.value = id;
    if (entity.endedAt !== undefined) view.showEnded.value = true;
  };
  return (
    <button type="button" class="link mono" title={server ? `${server.endpoint} ${server.id}` : id} onClick={show}>
      {name}
    </button>
  );
}

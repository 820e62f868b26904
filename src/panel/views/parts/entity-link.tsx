import type { EntityId } from '../../../core/ledger/ledger.ts';
import { shortId } from '../../../core/ledger/queries.ts';
import { useLedger, usePanel } from '../context.ts';

/** The short name of an object; shows it in Resources. Plain words where the ledger has forgotten it. */
export function EntityLink({ id }: { readonly id: EntityId }) {
  const { view } = usePanel();
  const ledger = useLedger();
  if (!ledger.entities.has(id)) return <span class="mono">{shortId(id)}</span>;
  const show = (): void => {
    view.entity.value = id;
    view.tab.value = 'resources';
  };
  return (
    <button type="button" class="link mono" onClick={show}>
      {shortId(id)}
    </button>
  );
}

import type { EntityId } from '../../../core/ledger/ledger.ts';
import { isOfEarlierDocument } from '../../../core/ledger/queries.ts';
import { useLedger, usePanel } from '../context.ts';
import { objectName } from './object-name.ts';

/** What objects are called where those of a page that was left are shown as well: each page has a `p1` of its own. */
export function useObjectName(): (id: EntityId) => string {
  const { texts } = usePanel();
  const ledger = useLedger();
  return (id) => {
    const entity = ledger.entities.get(id);
    const name = objectName(id);
    return entity && isOfEarlierDocument(ledger, entity) ? texts.t('object.earlier', { name }) : name;
  };
}

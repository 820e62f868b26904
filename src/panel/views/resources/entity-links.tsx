import type { Entity, EntityId, Link } from '../../../core/ledger/ledger.ts';
import { useLedger, usePanel } from '../context.ts';
import { EntityLink } from '../parts/entity-link.tsx';

const SHOWN = 20;

/** How an object hangs together with others: what it points to, what points to it, and what no longer does. */
export function EntityLinks({ entity }: { readonly entity: Entity }) {
  const { texts } = usePanel();
  const groups = groupLinks(useLedger().links.get(entity.id) ?? [], entity.id);
  if (groups.length === 0) return <p class="dim">{texts.t('details.no-links')}</p>;
  return (
    <dl class="facts">
      {groups.map(({ rel, outgoing, past, ids }) => (
        <div key={`${rel} ${outgoing} ${past}`}>
          <dt>
            {texts.t(outgoing ? `rel.${rel}` : `rel.back.${rel}`)}
            {past && ` (${texts.t('details.past')})`}
          </dt>
          <dd>
            {ids.slice(0, SHOWN).map((id) => (
              <span key={id} class="in-list">
                <EntityLink id={id} />
              </span>
            ))}
            {ids.length > SHOWN && <span class="dim">{texts.t('overview.more', { count: ids.length - SHOWN })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface LinkGroup {
  readonly rel: Link['rel'];
  readonly outgoing: boolean;
  readonly past: boolean;
  readonly ids: EntityId[];
}

function groupLinks(links: readonly Link[], id: EntityId): LinkGroup[] {
  const groups = new Map<string, LinkGroup>();
  for (const { from, to, rel, until } of links) {
    const outgoing = from === id;
    const past = until !== undefined;
    const key = `${past} ${outgoing} ${rel}`;
    const group = groups.get(key) ?? { rel, outgoing, past, ids: [] };
    groups.set(key, group);
    const other = outgoing ? to : from;
    if (!group.ids.includes(other)) group.ids.push(other);
  }
  return [...groups.values()].sort((a, b) => Number(a.past) - Number(b.past));
}

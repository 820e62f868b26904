import { useMemo } from 'preact/hooks';
import { useLedger, usePanel } from '../context.ts';
import { matches, parseFilter } from '../filter.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { SplitView } from '../parts/split-view.tsx';
import { TreeView } from '../parts/tree-view.tsx';
import { toggle } from '../view-state.ts';
import { filteredEntity } from './entity-filter.ts';
import { EntityDetails } from './entity-details.tsx';
import { countEnded, resourceRows, type ResourceRow } from './resource-rows.ts';
import { ResourceRowView } from './resource-row.tsx';

export function Resources() {
  const { state, view, texts } = usePanel();
  const revision = state.revision.value;
  const findings = state.findings.value;
  const ledger = useLedger();
  const [text, showEnded, toggled] = [view.filter.value, view.showEnded.value, view.toggled.value];

  const found = useMemo(() => new Map(findings.map((finding) => [finding.subject.id, finding])), [findings]);
  const rows = useMemo(() => {
    const filter = parseFilter(text);
    if (filter.length === 0) return resourceRows(ledger, { showEnded, toggled });
    return resourceRows(ledger, { showEnded, toggled, passes: (entity) => matches(filter, filteredEntity(ledger, entity, found.get(entity.id))) });
  }, [ledger, revision, found, text, showEnded, toggled]);

  const selected = view.entity.value === undefined ? undefined : ledger.entities.get(view.entity.value);
  const selectedKey = rows.find((row) => row.type === 'entity' && row.entity === selected)?.key;
  const flip = (row: ResourceRow): void => {
    view.toggled.value = toggle(view.toggled.value, row.key);
  };
  return (
    <div class="view resources">
      <div class="bar sub">
        <label class="check">
          <input type="checkbox" checked={showEnded} data-action="show-ended" onChange={(event) => (view.showEnded.value = event.currentTarget.checked)} />
          {texts.t('resources.show-ended', { count: countEnded(ledger) })}
        </label>
        <span class="dim grow legend-line">
          {(['live', 'retained', 'collected'] as const).map((life) => (
            <span key={life}>
              <i class={`life ${life}`} /> {texts.t(`life.${life}`)}
            </span>
          ))}
        </span>
      </div>
      <SplitView details={selected && <EntityDetails key={selected.id} entity={selected} />}>
        {rows.length > 0 && ledger.entities.size > 0 ? (
          <TreeView
            label={texts.t('tab.resources')}
            rows={rows}
            selected={selectedKey}
            hasDetails={(row) => row.type === 'entity'}
            onOpen={(row) => row.type === 'entity' && (view.entity.value = row.entity.id)}
            onToggle={flip}
            attributes={(row) => (row.type === 'entity' ? { 'data-entity': row.entity.id } : {})}
            render={(row) => <ResourceRowView row={row} finding={row.type === 'entity' ? found.get(row.entity.id) : undefined} />}
          />
        ) : (
          <EmptyState icon={text ? 'filter' : 'browser'} title={texts.t(text ? 'problems.none-match' : 'resources.none')}>
            <p>{texts.t(text ? 'problems.none-match-do' : 'resources.none-do')}</p>
          </EmptyState>
        )}
      </SplitView>
    </div>
  );
}

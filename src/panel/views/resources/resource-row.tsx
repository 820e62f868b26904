import type { Finding } from '../../../core/rules/finding.ts';
import { useLedger, usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { SeverityIcon } from '../parts/severity-icon.tsx';
import { useObjectName } from '../parts/use-object-name.ts';
import { lifeOf, nameOf, stateOf, troubleOf } from './entity-words.ts';
import type { ResourceRow } from './resource-rows.ts';

interface Props {
  readonly row: ResourceRow;
  /** What is wrong with the object of the row. */
  readonly finding: Finding | undefined;
}

export function ResourceRowView({ row, finding }: Props) {
  const { texts } = usePanel();
  const ledger = useLedger();
  const nameFor = useObjectName();
  return (
    <div class={`resource ${row.type}`} style={{ paddingInlineStart: `${4 + (row.level - 1) * 14}px` }}>
      {row.expanded === undefined ? <span class="no-twisty" /> : <Icon name={row.expanded ? 'chevron-down' : 'chevron-right'} class="twisty" />}
      {row.type === 'entity' ? (
        <>
          <i class={`life ${lifeOf(ledger, row.entity)} ${troubleOf(row.entity, finding) ?? ''}`} />
          <span class="mono">{nameFor(row.entity.id)}</span>
          <span class="kind">{texts.t(`kind.${row.entity.kind}`)}</span>
          <span class="name">{nameOf(ledger, row.entity)}</span>
          {finding && (
            <span class={`word ${finding.severity}`}>
              <SeverityIcon severity={finding.severity} />
              {texts.t(`severity.${finding.severity}`)}
            </span>
          )}
          <span class="state dim">{row.entity.endedAt === undefined ? stateOf(row.entity) : texts.t(`life.${lifeOf(ledger, row.entity)}`)}</span>
        </>
      ) : (
        <>
          <span class="name">{titleOf(row)}</span>
          <span class="state dim">{texts.t('resources.counts', { live: row.live, ended: row.ended || '' })}</span>
        </>
      )}
    </div>
  );

  function titleOf(branch: Exclude<ResourceRow, { type: 'entity' }>): string {
    if (branch.type === 'camera') return branch.camera || texts.t('resources.no-camera');
    if (branch.type === 'loose') return texts.t('resources.loose');
    const { top, id, url } = branch.frame;
    return `${top ? texts.t(branch.frame.endedAt === undefined ? 'resources.page' : 'resources.earlier-page') : texts.t('resources.frame', { id })} ${url}`;
  }
}

import { Icon } from '../parts/icon.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { usePanel } from '../context.ts';
import type { FindingGroup } from './group-findings.ts';
import { SeverityIcon } from '../parts/severity-icon.tsx';

interface Props {
  readonly group: FindingGroup;
  readonly expanded: boolean;
}

export function GroupRow({ group, expanded }: Props) {
  const { texts } = usePanel();
  const { code, findings, source } = group;
  return (
    <div class="group">
      <Icon name={expanded ? 'chevron-down' : 'chevron-right'} class="twisty" />
      <SeverityIcon severity={findings[0]?.severity ?? 'info'} />
      <code>{code}</code>
      <span class="dim">{source ? texts.t('problems.count-from', { count: findings.length }) : texts.t('problems.count', { count: findings.length })}</span>
      {source && <SourceLink frame={source} tabIndex={-1} />}
    </div>
  );
}

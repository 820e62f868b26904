import { Icon } from '../parts/icon.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { usePanel } from '../context.ts';
import { severityMix, type FindingGroup } from './group-findings.ts';
import { SeverityIcon } from '../parts/severity-icon.tsx';

interface Props {
  readonly group: FindingGroup;
  readonly expanded: boolean;
}

export function GroupRow({ group, expanded }: Props) {
  const { texts } = usePanel();
  const { code, findings, source } = group;
  // The badge and the buttons count without the notes: here it is seen why.
  const mix = severityMix(findings)
    .map(([severity, count]) => texts.t(`status.${severity}`, { count }))
    .join(', ');
  return (
    <div class="group">
      <Icon name={expanded ? 'chevron-down' : 'chevron-right'} class="twisty" />
      <SeverityIcon severity={findings[0]?.severity ?? 'info'} />
      <code>{code}</code>
      <span class="dim">{texts.t(source ? 'problems.count-from' : 'problems.count', { count: findings.length, mix })}</span>
      {source && <SourceLink frame={source} tabIndex={-1} />}
    </div>
  );
}

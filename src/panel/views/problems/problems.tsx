import { useMemo } from 'preact/hooks';
import type { Finding } from '../../../core/rules/finding.ts';
import { planFinding } from '../clean/plan-clean.ts';
import { useLedger, usePanel } from '../context.ts';
import { matches, parseFilter } from '../filter.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { SplitView } from '../parts/split-view.tsx';
import { TreeView } from '../parts/tree-view.tsx';
import { textWidth } from '../parts/text-width.ts';
import { toggle } from '../view-state.ts';
import { filteredFinding } from './finding-filter.ts';
import { FindingDetails } from './finding-details.tsx';
import { FindingRow } from './finding-row.tsx';
import { groupFindings } from './group-findings.ts';
import { GroupRow } from './group-row.tsx';
import { problemHeight, problemRows, type ProblemRow } from './problem-rows.ts';
import { ProblemsBar } from './problems-bar.tsx';

const EMPTY_ICON = { none: 'pass', 'none-match': 'filter', unknown: 'info' } as const;

export function Problems() {
  const context = usePanel();
  const { state, view, texts } = context;
  const findings = state.findings.value;
  const ledger = useLedger();
  const filter = useMemo(() => parseFilter(view.filter.value), [view.filter.value]);

  const language = texts.language.value;
  const say = (finding: Finding): string => texts.say(finding.message, state.now.peek());
  const shown = filter.length ? findings.filter((finding) => matches(filter, filteredFinding(ledger, finding, say))) : findings;
  const grouping = view.grouping.value;
  const toggled = view.toggled.value;
  const rows = useMemo(() => problemRows(groupFindings(shown, grouping), toggled), [shown, grouping, toggled, language]);
  const messageWidth = (finding: Finding): number => textWidth(texts.sayParts(finding.message, state.now.peek()));

  const selected = view.finding.value;
  const current = selected && findings.find((f) => f.key === selected.key);

  // Of a page that is not looked into nothing can be said, and least of all that it is clean.
  const empty = findings.length > 0 ? 'none-match' : state.link.value === 'connected' ? 'none' : 'unknown';
  return (
    <div class="view problems">
      <ProblemsBar shown={shown.length} total={findings.length} />
      <SplitView details={selected && <FindingDetails key={selected.key} finding={current ?? selected} gone={!current} />}>
        {rows.length > 0 ? (
          <TreeView
            label={texts.t('tab.problems')}
            rows={rows}
            selected={selected?.key}
            hasDetails={(row) => 'finding' in row}
            heightOf={(row, widthPx) => problemHeight(row, widthPx, messageWidth)}
            onOpen={(row) => 'finding' in row && (view.finding.value = row.finding)}
            onToggle={(row) => 'group' in row && (view.toggled.value = toggle(view.toggled.value, row.group.key))}
            onQuickFix={(row) => 'finding' in row && row.finding.fixes.length > 0 && planFinding(context, row.finding)}
            attributes={attributesOf}
            render={(row) => ('group' in row ? <GroupRow group={row.group} expanded={row.expanded ?? true} /> : <FindingRow finding={row.finding} />)}
          />
        ) : (
          <EmptyState icon={EMPTY_ICON[empty]} title={texts.t(`problems.${empty}`)}>
            <p>{texts.t(`problems.${empty}-do`)}</p>
          </EmptyState>
        )}
      </SplitView>
    </div>
  );
}

function attributesOf(row: ProblemRow): Readonly<Record<string, string>> {
  if ('group' in row) return { 'data-group': row.group.key };
  return { 'data-finding': row.finding.key, 'data-code': row.finding.code, 'data-severity': row.finding.severity };
}

import type { StackFrame } from '../../../core/ledger/stack.ts';
import type { Finding, Severity } from '../../../core/rules/finding.ts';
import type { Grouping } from '../view-state.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings of one code and, grouped by line, of one creating call; minified code has all its calls in one line. The first is the worst. */
export interface FindingGroup {
  readonly key: string;
  readonly code: string;
  readonly source?: StackFrame;
  readonly findings: readonly Finding[];
}

/** How many of each severity, worst first; nothing where all are of one. */
export function severityMix(findings: readonly Finding[]): (readonly [Severity, number])[] {
  const counts = SEVERITIES.map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const).filter(([, count]) => count > 0);
  return counts.length > 1 ? counts : [];
}

/** @param findings worst first; the groups come in the order of their first finding */
export function groupFindings(findings: readonly Finding[], by: Grouping): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { code, source } = finding;
    const key = by === 'line' && source ? `${code} ${source.url}:${source.line}:${source.column}` : code;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups].map(([key, members]) => {
    const [first] = members as [Finding];
    return { key, code: first.code, findings: members, ...(by === 'line' && first.source ? { source: first.source } : {}) };
  });
}

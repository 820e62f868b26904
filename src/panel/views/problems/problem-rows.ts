import type { Finding } from '../../../core/rules/finding.ts';
import type { TreeRow } from '../parts/tree-row.ts';
import type { FindingGroup } from './group-findings.ts';

export type ProblemRow = TreeRow & ({ readonly group: FindingGroup } | { readonly finding: Finding });

const GROUP_PX = 28;
const LINE_PX = 17;
const ONE_LINE_PX = 43;
/** What stands beside the message: the indent, the sign of its severity, and with a fix the button. */
const BESIDE_PX = 64;
const BUTTON_PX = 24;
/** A browser may break a line that fits to the pixel. */
const SPARE_PX = 3;

/** @param collapsed keys of groups that are closed */
export function problemRows(groups: readonly FindingGroup[], collapsed: ReadonlySet<string>): ProblemRow[] {
  return groups.flatMap((group, g): ProblemRow[] => {
    const expanded = !collapsed.has(group.key);
    const head = { key: `group ${group.key}`, level: 1, heightPx: GROUP_PX, expanded, position: g + 1, siblings: groups.length, group };
    if (!expanded) return [head];
    const members = group.findings.map((finding, i) => ({ key: finding.key, level: 2, heightPx: ONE_LINE_PX, position: i + 1, siblings: group.findings.length, finding }));
    return [head, ...members];
  });
}

/**
 * The height of a row in a list of a width: a message that does not fit has a second line.
 * @param messageWidth of a finding's message on one line
 */
export function problemHeight(row: ProblemRow, widthPx: number, messageWidth: (finding: Finding) => number): number {
  // A list that is not drawn yet has no width.
  if ('group' in row || widthPx === 0) return row.heightPx;
  const room = widthPx - BESIDE_PX - (row.finding.fixes.length > 0 ? BUTTON_PX : 0) - SPARE_PX;
  return row.heightPx + (messageWidth(row.finding) > room ? LINE_PX : 0);
}

import type { Finding } from '../../../core/rules/finding.ts';
import type { TreeRow } from '../parts/tree-row.ts';
import type { FindingGroup } from './group-findings.ts';

export type ProblemRow = TreeRow & ({ readonly group: FindingGroup } | { readonly finding: Finding });

const GROUP_PX = 28;
const LINE_PX = 17;
const ONE_LINE_PX = 43;
/** What stands beside the message in a row. */
const BESIDE_PX = 90;
/** Roughly, at 12 px; half of a message is bold. */
const LATIN_PX = 6.7;
const WIDE_PX = 12;

/**
 * @param collapsed keys of groups that are closed
 * @param say a finding's message; one that does not fit in the width has a second line
 */
export function problemRows(groups: readonly FindingGroup[], collapsed: ReadonlySet<string>, widthPx: number, say: (finding: Finding) => string): ProblemRow[] {
  return groups.flatMap((group, g): ProblemRow[] => {
    const expanded = !collapsed.has(group.key);
    const head = { key: `group ${group.key}`, level: 1, heightPx: GROUP_PX, expanded, position: g + 1, siblings: groups.length, group };
    if (!expanded) return [head];
    const members = group.findings.map((finding, i) => ({
      key: finding.key,
      level: 2,
      heightPx: ONE_LINE_PX + (widthPx > 0 && textWidth(say(finding)) > widthPx - BESIDE_PX ? LINE_PX : 0),
      position: i + 1,
      siblings: group.findings.length,
      finding,
    }));
    return [head, ...members];
  });
}

function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += sign > '\u2e7f' ? WIDE_PX : LATIN_PX;
  return width;
}

import type { Finding } from '../../../core/rules/finding.ts';
import type { TreeRow } from '../parts/tree-row.ts';
import type { FindingGroup } from './group-findings.ts';

export type ProblemRow = TreeRow & ({ readonly group: FindingGroup } | { readonly finding: Finding });

const GROUP_PX = 28;
/** Below this a message needs a second line. */
const NARROW_PX = 560;

/** @param collapsed keys of groups that are closed */
export function problemRows(groups: readonly FindingGroup[], collapsed: ReadonlySet<string>, widthPx: number): ProblemRow[] {
  const heightPx = widthPx > 0 && widthPx < NARROW_PX ? 60 : 43;
  return groups.flatMap((group, g): ProblemRow[] => {
    const expanded = !collapsed.has(group.key);
    const head = { key: `group ${group.key}`, level: 1, heightPx: GROUP_PX, expanded, position: g + 1, siblings: groups.length, group };
    if (!expanded) return [head];
    const members = group.findings.map((finding, i) => ({
      key: finding.key,
      level: 2,
      heightPx,
      position: i + 1,
      siblings: group.findings.length,
      finding,
    }));
    return [head, ...members];
  });
}

import type { TreeRow } from './tree-row.ts';

export type TreeMove = { readonly to: number } | { readonly toggle: number } | { readonly open: number };

/** What a key does in a tree, as in any tree of the platform; undefined: it is not the tree's key. */
export function treeMove(key: string, rows: readonly TreeRow[], active: number, pageSize: number): TreeMove | undefined {
  const last = rows.length - 1;
  const row = rows[active];
  const within = (index: number): TreeMove => ({ to: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowDown':
      return within(active + 1);
    case 'ArrowUp':
      return within(active - 1);
    case 'PageDown':
      return within(active + pageSize);
    case 'PageUp':
      return within(active - pageSize);
    case 'Home':
      return within(0);
    case 'End':
      return within(last);
    case 'ArrowRight':
      if (row?.expanded === undefined) return undefined;
      return row.expanded ? within(active + 1) : { toggle: active };
    case 'ArrowLeft':
      if (row?.expanded) return { toggle: active };
      return within(parentOf(rows, active));
    case 'Enter':
    case ' ':
      return row ? { open: active } : undefined;
    default:
      return undefined;
  }
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const level = rows[index]?.level ?? 1;
  for (let i = index - 1; i >= 0; i -= 1) {
    if ((rows[i]?.level ?? 1) < level) return i;
  }
  return index;
}

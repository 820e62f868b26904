import { describe, expect, test } from 'vitest';
import { treeMove } from '../../src/panel/views/parts/tree-keys.ts';
import type { TreeRow } from '../../src/panel/views/parts/tree-row.ts';
import { rowOffsets, rowRange } from '../../src/panel/views/parts/virtual-rows.ts';

describe('the rows of a long list', () => {
  const offsets = rowOffsets(Array.from({ length: 10_500 }, (_, i) => (i % 10 === 0 ? 28 : 24)));

  test('are drawn only where they can be seen', () => {
    const { from, to } = rowRange(offsets, 100_000, 400);
    expect(to - from).toBeLessThan(50);
    expect(offsets[from] ?? 0).toBeLessThanOrEqual(100_000);
    expect(offsets[to] ?? 0).toBeGreaterThanOrEqual(100_400);
  });

  test('begin with the first and end with the last', () => {
    expect(rowRange(offsets, 0, 400).from).toBe(0);
    expect(rowRange(offsets, offsets.at(-1) ?? 0, 400).to).toBe(10_500);
    expect(rowRange(rowOffsets([]), 0, 400)).toEqual({ from: 0, to: 0 });
  });

  test('are there although the list has no size yet', () => {
    expect(rowRange(offsets, 0, 0).to).toBeGreaterThan(10);
  });
});

describe('keys in a tree', () => {
  const row = (key: string, level: number, expanded?: boolean): TreeRow => ({ key, level, heightPx: 24, position: 1, siblings: 1, ...(expanded === undefined ? {} : { expanded }) });
  const rows = [row('group', 1, true), row('a', 2), row('b', 2, false), row('group2', 1, false)];
  const move = (key: string, active: number) => treeMove(key, rows, active, 2);

  test.each([
    ['ArrowDown', 0, { to: 1 }],
    ['ArrowDown', 3, { to: 3 }],
    ['ArrowDown', -1, { to: 0 }],
    ['ArrowUp', 0, { to: 0 }],
    ['PageDown', 0, { to: 2 }],
    ['Home', 3, { to: 0 }],
    ['End', 0, { to: 3 }],
    ['ArrowRight', 2, { toggle: 2 }],
    ['ArrowRight', 0, { to: 1 }],
    ['ArrowRight', 1, undefined],
    ['ArrowLeft', 0, { toggle: 0 }],
    ['ArrowLeft', 1, { to: 0 }],
    ['ArrowLeft', 3, { to: 3 }],
    ['Enter', 1, { open: 1 }],
    ['x', 1, undefined],
  ])('%s on row %i', (key, active, expected) => expect(move(key, active)).toEqual(expected));
});

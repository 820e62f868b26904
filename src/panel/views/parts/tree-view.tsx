import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { treeMove } from './tree-keys.ts';
import type { TreeRow } from './tree-row.ts';
import { useSize } from './use-size.ts';
import { rowOffsets, rowRange } from './virtual-rows.ts';

interface Props<R extends TreeRow> {
  readonly label: string;
  readonly rows: readonly R[];
  /** Key of the row whose details are shown. */
  readonly selected: string | undefined;
  /** Whether a row has details; those without are only opened and closed. */
  readonly hasDetails: (row: R) => boolean;
  readonly onOpen: (row: R) => void;
  readonly onToggle: (row: R) => void;
  /** The height of a row in a list of this width, where it is not always the same. */
  readonly heightOf?: (row: R, widthPx: number) => number;
  /** Ctrl+. on a row. */
  readonly onQuickFix?: (row: R) => void;
  readonly render: (row: R) => ComponentChildren;
  /** Attributes of the row's own element, e.g. hooks for automation. */
  readonly attributes?: (row: R) => Readonly<Record<string, string>>;
}

/** A tree of any length: only the rows in the picture exist as elements. One tab stop; the arrows move within. */
export function TreeView<R extends TreeRow>({ label, rows, selected, hasDetails, onOpen, onToggle, heightOf, onQuickFix, render, attributes }: Props<R>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const scrollTop = useSignal(0);
  const activeKey = useSignal<string | undefined>(undefined);

  const { width } = size.value;
  const offsets = useMemo(() => rowOffsets(rows.map((row) => heightOf?.(row, width) ?? row.heightPx)), [rows, width]);
  const { from, to } = rowRange(offsets, scrollTop.value, size.value.height);
  const active = rows.findIndex((row) => row.key === (activeKey.value ?? selected));

  const show = (index: number): void => {
    const element = scroller.current;
    if (!element) return;
    const [top = 0, bottom = 0] = [offsets[index], offsets[index + 1]];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  };
  const shown = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    // What is opened from elsewhere, e.g. by a link, is scrolled to once; after that the reader scrolls.
    if (selected === shown.current) return;
    const index = rows.findIndex((row) => row.key === selected);
    if (index < 0) return;
    shown.current = selected;
    activeKey.value = rows[index]?.key;
    show(index);
  });

  const activate = (index: number): void => {
    const row = rows[index];
    if (!row) return;
    activeKey.value = row.key;
    show(index);
    if (selected !== undefined && hasDetails(row)) onOpen(row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const current = rows[active];
    if (event.key === '.' && (event.ctrlKey || event.metaKey) && current) onQuickFix?.(current);
    if (event.ctrlKey || event.altKey || event.metaKey || event.target !== event.currentTarget) return;
    const move = treeMove(event.key, rows, active, Math.max(1, Math.floor(size.value.height / 40)));
    if (!move) return;
    event.preventDefault();
    if ('to' in move) return activate(move.to);
    const row = rows['toggle' in move ? move.toggle : move.open];
    if (!row) return;
    if ('toggle' in move || !hasDetails(row)) onToggle(row);
    else onOpen(row);
  };

  return (
    <div
      class="tree"
      role="tree"
      aria-label={label}
      tabIndex={0}
      ref={scroller}
      {...(active >= from && active < to ? { 'aria-activedescendant': `${id}-${active}` } : {})}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        scrollTop.value = event.currentTarget.scrollTop;
      }}
    >
      <div class="rows" role="presentation" style={{ height: `${offsets.at(-1) ?? 0}px` }}>
        {rows.slice(from, to).map((row, i) => {
          const index = from + i;
          return (
            <div
              key={row.key}
              id={`${id}-${index}`}
              role="treeitem"
              class={index === active ? 'row active' : 'row'}
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-selected={row.key === selected}
              {...(row.expanded === undefined ? {} : { 'aria-expanded': row.expanded })}
              {...attributes?.(row)}
              style={{ top: `${offsets[index]}px`, height: `${(offsets[index + 1] ?? 0) - (offsets[index] ?? 0)}px` }}
              onClick={(event) => {
                activeKey.value = row.key;
                const onTwisty = event.target instanceof Element && event.target.closest('.twisty') !== null;
                if (onTwisty || !hasDetails(row)) onToggle(row);
                else onOpen(row);
              }}
            >
              {render(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

import { signal, type Signal } from '@preact/signals';
import type { BudgetRow } from '../../core/settings.ts';
import type { EntityId } from '../../core/ledger/ledger.ts';
import type { Finding } from '../../core/rules/finding.ts';

export const TABS = ['overview', 'problems', 'resources', 'servers', 'settings'] as const;
export type Tab = (typeof TABS)[number];

export type Grouping = 'line' | 'code';

/** How far back the chart shows, in milliseconds; Infinity: all there is. */
export type ChartRange = number;

/** What the user looks at. Nothing of it is known outside the views. */
export interface ViewState {
  readonly tab: Signal<Tab>;
  readonly filter: Signal<string>;
  readonly grouping: Signal<Grouping>;
  /** Groups and branches that are not in their default state, by key. */
  readonly toggled: Signal<ReadonlySet<string>>;
  /** Kept after it is found no more, so that its clean-up can be read to the end. */
  readonly finding: Signal<Finding | undefined>;
  readonly entity: Signal<EntityId | undefined>;
  readonly showEnded: Signal<boolean>;
  /** Where the clean-up's plan is shown: in a sheet over the panel, or in the details of a finding, by its key. */
  readonly cleanPlace: Signal<'sheet' | { readonly finding: string } | undefined>;
  readonly chartRow: Signal<BudgetRow>;
  readonly chartRange: Signal<ChartRange>;
  /** The instant that the chart's cursor is on; undefined: now. */
  readonly cursor: Signal<number | undefined>;
  /** A short word that something was done, for sighted and screen-reader users alike. */
  readonly notice: Signal<string>;
}

export function createViewState(): ViewState {
  return {
    tab: signal('overview'),
    filter: signal(''),
    grouping: signal('line'),
    toggled: signal(new Set()),
    finding: signal(undefined),
    entity: signal(undefined),
    showEnded: signal(false),
    cleanPlace: signal(undefined),
    chartRow: signal('peers'),
    chartRange: signal(600_000),
    cursor: signal(undefined),
    notice: signal(''),
  };
}

/** The set with one member more or, if it was there, less. */
export function toggle(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

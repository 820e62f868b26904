import { countFfmpegs } from './endpoints/distinct-processes.ts';
import { live, retained } from './ledger/queries.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Budget, BudgetLevel, BudgetRow } from './settings.ts';

export const BUDGET_ROWS: readonly BudgetRow[] = ['peers', 'ffmpeg', 'tracks', 'heap'];

/** Chromium allows this many connection objects in a renderer process, closed ones included until they are collected. */
export const MAX_CONNECTIONS = 500;

/** The numbers of one instant. `undefined`: nobody can tell (no server is known, or this browser has no heap figure). */
export interface Sample {
  readonly at: number;
  readonly peers: number;
  /** Closed but not collected. */
  readonly retained: number;
  readonly tracks: number;
  readonly ffmpeg: number | undefined;
  readonly heap: number | undefined;
  readonly headroom: number;
}

export type BudgetState = 'ok' | 'near' | 'over' | 'unknown';

/** Connection objects that the browser still allows in this page's process. */
export function headroomOf(ledger: Ledger): number {
  return Math.max(0, MAX_CONNECTIONS - live(ledger, 'peer').length - retained(ledger, 'peer').length);
}

export function takeSample(ledger: Ledger, at: number): Sample {
  const peers = live(ledger, 'peer').length;
  const closed = retained(ledger, 'peer').length;
  const heaps = [...ledger.documents.values()].filter((d) => d.endedAt === undefined && d.heapBytes !== undefined);
  return {
    at,
    peers,
    retained: closed,
    tracks: live(ledger, 'track').length,
    ffmpeg: countFfmpegs(ledger.servers.values()),
    heap: heaps.length ? Math.max(...heaps.map((d) => d.heapBytes ?? 0)) : undefined,
    headroom: headroomOf(ledger),
  };
}

/** Over is above the warning level, near is above normal. */
export function budgetState(value: number | undefined, level: BudgetLevel): BudgetState {
  if (value === undefined) return 'unknown';
  if (value > level.warn) return 'over';
  return value > level.normal ? 'near' : 'ok';
}

export interface BudgetReading {
  readonly row: BudgetRow;
  readonly value: number | undefined;
  readonly level: BudgetLevel;
  readonly state: BudgetState;
}

export function readBudget(sample: Sample | undefined, budget: Budget): BudgetReading[] {
  return BUDGET_ROWS.map((row) => {
    const level = budget[row];
    const value = sample?.[row];
    return { row, value, level, state: budgetState(value, level) };
  });
}

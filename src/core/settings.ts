import type { CustomMapping } from './endpoints/custom-mapping.ts';
import type { EndpointKind } from './endpoints/server-snapshot.ts';

/** Normal and warning level of one budget row; a value above `warn` is over. */
export interface BudgetLevel {
  readonly normal: number;
  readonly warn: number;
}

export type BudgetRow = 'peers' | 'ffmpeg' | 'tracks' | 'heap';

export type Budget = Readonly<Record<BudgetRow, BudgetLevel>>;

/** A site's own budget, typed in or learned from its page at rest. */
export interface SiteBudget {
  readonly origin: string;
  readonly budget: Budget;
  /** Milliseconds since the epoch. */
  readonly learnedAt?: number;
}

export type Language = 'en' | 'zh';
export type Theme = 'auto' | 'light' | 'dark';

/** Where a server can be asked, as the user typed it. Credentials are never part of it. */
export interface EndpointSetting {
  readonly url: string;
  readonly kind: EndpointKind | 'auto';
  readonly intervalMs: number;
  /** How long the server may keep a camera's FFmpeg or source after its last viewer, whatever it says itself. */
  readonly lingerMs?: number;
  /** Nobody but the inspected page uses the server, so a viewer that the page knows nothing of is a lost one. */
  readonly onlyThisPage?: boolean;
  /** For kind `custom`: where its answer tells of FFmpegs. */
  readonly mapping?: CustomMapping;
}

export interface Settings {
  readonly version: 1;
  /** Counts, and bytes for the heap. */
  readonly budget: Budget;
  /** Sites with a budget of their own. */
  readonly sites: readonly SiteBudget[];
  /** How long a suspicion must last before it is told, in milliseconds. */
  readonly graceMs: number;
  /** Names of page-global Maps, Sets, arrays or objects that hold peers. */
  readonly registries: readonly string[];
  readonly sampleIntervalMs: number;
  readonly endpoints: readonly EndpointSetting[];
  readonly language: Language | 'auto';
  readonly theme: Theme;
}

const MEGABYTE = 1024 * 1024;

/** The thresholds are those of the guide that this project started from. */
export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  budget: {
    peers: { normal: 1, warn: 2 },
    ffmpeg: { normal: 1, warn: 2 },
    tracks: { normal: 2, warn: 4 },
    heap: { normal: 100 * MEGABYTE, warn: 500 * MEGABYTE },
  },
  sites: [],
  graceMs: 5_000,
  registries: ['activePeerConnections'],
  sampleIntervalMs: 1_000,
  endpoints: [],
  language: 'auto',
  theme: 'auto',
};

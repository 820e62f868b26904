import type { Ledger } from '../ledger/ledger.ts';
import type { Settings } from '../settings.ts';
import type { Finding } from './finding.ts';

/** One class of leak. Pure: the time comes in, so a recording gives the same findings as the session did. */
export interface Rule {
  readonly code: string;
  check(ledger: Ledger, settings: Settings, now: number): Finding[];
}

import type { Sample } from './budget.ts';
import type { Ledger } from './ledger/ledger.ts';
import { DEFAULT_SETTINGS, type Budget, type BudgetRow, type Settings, type SiteBudget } from './settings.ts';

/** So much of the recent past counts as the page at rest. */
const AT_REST_MS = 30_000;
const MEGABYTE = 1024 * 1024;

/** The site of the inspected page: its origin; undefined until the page answers, and for pages without one, such as files. */
export function siteOf(ledger: Ledger): string | undefined {
  const url = [...ledger.documents.values()].findLast((document) => document.top && document.endedAt === undefined)?.url;
  return /^[a-z-]+:\/\/[^/?#]+/.exec(url ?? '')?.[0];
}

export function siteBudget(settings: Settings, site: string | undefined): SiteBudget | undefined {
  return settings.sites.find(({ origin }) => origin === site);
}

/** The budget that holds for a site: its own, else the general one. */
export function budgetFor(settings: Settings, site: string | undefined): Budget {
  return siteBudget(settings, site)?.budget ?? settings.budget;
}

/**
 * A budget for a page that is at rest now: normal is the most that it had lately, and the warning is as far above as in the defaults. Rows
 * that nobody could tell stay as they are in `before`.
 */
export function learnBudget(samples: readonly Sample[], before: Budget, now: number): Budget {
  const lately = samples.filter((sample) => now - sample.at <= AT_REST_MS);
  const level = (row: BudgetRow): Budget[BudgetRow] => {
    const values = lately.flatMap((sample) => sample[row] ?? []);
    if (values.length === 0) return before[row];
    const most = Math.max(...values);
    const normal = row === 'heap' ? Math.ceil(most / MEGABYTE) * MEGABYTE : most;
    const { [row]: usual } = DEFAULT_SETTINGS.budget;
    return { normal, warn: normal + usual.warn - usual.normal };
  };
  return { peers: level('peers'), ffmpeg: level('ffmpeg'), tracks: level('tracks'), heap: level('heap') };
}

/** The settings' sites with one more or another one, or without it when it has no budget of its own any more. */
export function withSite(sites: readonly SiteBudget[], origin: string, own: Omit<SiteBudget, 'origin'> | undefined): SiteBudget[] {
  const others = sites.filter((site) => site.origin !== origin);
  return own ? [...others, { origin, ...own }] : others;
}

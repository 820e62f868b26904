import { useSignal } from '@preact/signals';
import type { Budget } from '../../../core/settings.ts';
import { budgetFor, learnBudget, siteBudget, siteOf, withSite } from '../../../core/site-budget.ts';
import { useLedger, usePanel } from '../context.ts';
import { BudgetTable } from './budget-table.tsx';

/** The general budget, and the one of the inspected site where it has its own: typed in, or learned from the page at rest. */
export function BudgetSettings() {
  const { state, actions, texts } = usePanel();
  const settings = state.settings.value;
  const site = siteOf(useLedger());
  const own = siteBudget(settings, site);
  const chosen = useSignal<'all' | 'site' | undefined>(undefined);
  const scope = site === undefined ? 'all' : (chosen.value ?? (own ? 'site' : 'all'));

  const save = (budget: Budget | undefined, learnedAt?: number): void => {
    if (scope === 'all' || site === undefined) return void (budget && actions.updateSettings({ budget }));
    void actions.updateSettings({ sites: withSite(settings.sites, site, budget && { budget, ...(learnedAt === undefined ? {} : { learnedAt }) }) });
  };
  const learn = (): void => {
    const now = state.now.value;
    save(learnBudget(state.samples.value, budgetFor(settings, site), now), now);
  };

  return (
    <section>
      <h2>{texts.t('settings.budget')}</h2>
      <p class="dim">{texts.t('settings.budget-hint')}</p>
      {site !== undefined && (
        <div class="scope" role="radiogroup" aria-label={texts.t('settings.budget-scope')}>
          {(['all', 'site'] as const).map((one) => (
            <label key={one}>
              <input type="radio" name="budget-scope" value={one} checked={scope === one} onChange={() => (chosen.value = one)} />
              {one === 'all' ? texts.t('settings.all-sites') : <code>{site}</code>}
            </label>
          ))}
        </div>
      )}
      <BudgetTable budget={scope === 'all' ? settings.budget : budgetFor(settings, site)} onChange={(budget) => save(budget)} />
      {scope === 'site' && (
        <>
          <div class="buttons">
            <button type="button" class="button" data-action="learn-budget" onClick={learn}>
              {texts.t('settings.learn')}
            </button>
            {own && (
              <button type="button" class="button" data-action="forget-budget" onClick={() => save(undefined)}>
                {texts.t('settings.use-general')}
              </button>
            )}
          </div>
          <p class="dim">
            {own?.learnedAt === undefined
              ? texts.t(own ? 'settings.own-budget' : 'settings.learn-hint')
              : texts.say({ key: 'settings.learned', params: { sinceMs: own.learnedAt, peers: own.budget.peers.normal, tracks: own.budget.tracks.normal } }, state.now.value)}
          </p>
        </>
      )}
    </section>
  );
}

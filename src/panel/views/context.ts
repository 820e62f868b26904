import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { budgetFor, siteOf } from '../../core/site-budget.ts';
import type { Budget } from '../../core/settings.ts';
import type { Ledger } from '../../core/ledger/ledger.ts';
import type { PanelModel } from '../model.ts';
import type { Texts } from './texts.ts';
import type { ViewState } from './view-state.ts';

/** What every view is given: the state and actions of the session, what the user looks at, and the words. */
export interface PanelContext extends PanelModel {
  readonly view: ViewState;
  readonly texts: Texts;
  /** The theme that is drawn. */
  readonly theme: ReadonlySignal<'light' | 'dark'>;
}

export const Context = createContext<PanelContext | undefined>(undefined);

export function usePanel(): PanelContext {
  const context = useContext(Context);
  if (!context) throw new Error('a view is used outside the panel');
  return context;
}

/** The ledger, which is changed in place: whoever takes it from here is drawn again when it has changed. */
export function useLedger(): Ledger {
  const { state } = usePanel();
  void state.revision.value;
  return state.ledger();
}

/** While the page does not answer nobody knows its numbers: they are not zero. */
export function useHasAnswered(): boolean {
  return usePanel().state.link.value === 'connected';
}

/** The budget that holds for the inspected page. */
export function useBudget(): Budget {
  return budgetFor(usePanel().state.settings.value, siteOf(useLedger()));
}

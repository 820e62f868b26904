import { useMemo } from 'preact/hooks';
import type { Sample } from '../../../core/budget.ts';
import { useLedger, usePanel } from '../context.ts';
import { pastSamples } from './past-samples.ts';

/** The samples since the page answered, and before them what its own history tells. */
export function useHistory(): readonly Sample[] {
  const { state } = usePanel();
  const samples = state.samples.value;
  const ledger = useLedger();
  const attachedAt = Math.min(...[...ledger.documents.values()].map((document) => document.startedAt));
  const first = samples.findIndex((sample) => sample.at >= attachedAt);
  const since = first > 0 ? samples[first]?.at : samples[0]?.at;
  // A history is told once, in batches; each makes new objects known.
  const past = useMemo(() => (since === undefined ? [] : pastSamples(ledger, since)), [ledger, since, ledger.entities.size]);
  return useMemo(() => (past.length === 0 && first <= 0 ? samples : [...past, ...samples.slice(Math.max(0, first))]), [past, samples, first]);
}

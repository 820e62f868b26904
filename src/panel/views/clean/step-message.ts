import type { CleanStep } from '../../../core/clean/step.ts';
import { shortId } from '../../../core/ledger/queries.ts';
import type { Message } from '../../../core/rules/finding.ts';

/** A step's message with the short name of what it changes as `id`. */
export function stepMessage({ detail, target }: CleanStep): Message {
  return { key: detail.key, params: { id: shortId(target), ...detail.params } };
}

import type { CleanStep } from '../../../core/clean/step.ts';
import type { Message } from '../../../core/rules/finding.ts';
import { objectName } from '../parts/object-name.ts';

/** A step's message with the short name of what it changes as `id`. */
export function stepMessage({ detail, target }: CleanStep): Message {
  return { key: detail.key, params: { id: objectName(target), ...detail.params } };
}

import type { Severity } from '../../../core/rules/finding.ts';
import { Icon } from './icon.tsx';

/** The picture of a severity; its word stands beside it wherever it is used. */
export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  return <Icon name={severity} class={`severity ${severity}`} />;
}

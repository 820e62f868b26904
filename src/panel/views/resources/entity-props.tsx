import { formatBytes } from '../../../core/i18n/format.ts';
import type { Entity } from '../../../core/ledger/ledger.ts';
import { useLedger } from '../context.ts';

/** All that the page told of an object, in the platform's own words. */
export function EntityProps({ entity }: { readonly entity: Entity }) {
  // The object is the ledger's own and changed in place.
  useLedger();
  return (
    <dl class="facts props">
      {Object.entries(entity.props).map(([name, value]) => (
        <div key={name}>
          <dt class="mono">{name}</dt>
          <dd class="mono">{words(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function words(name: string, value: unknown): string {
  if (name.startsWith('bytes') && typeof value === 'number') return formatBytes(value);
  if (Array.isArray(value)) return value.length ? value.join(', ') : '–';
  return value === '' || value === undefined ? '–' : String(value);
}

import type { Signal } from '@preact/signals';
import { MAPPING_FIELDS, type CustomMapping } from '../../../core/endpoints/custom-mapping.ts';
import { usePanel } from '../context.ts';

/** Where in a server's own JSON the FFmpegs are told of. */
export function MappingFields({ mapping }: { readonly mapping: Signal<CustomMapping> }) {
  const { texts } = usePanel();
  return (
    <fieldset class="mapping">
      <legend>{texts.t('settings.mapping')}</legend>
      <p class="dim">{texts.t('settings.mapping-hint')}</p>
      {MAPPING_FIELDS.map((field) => (
        <label key={field}>
          <code>{field}</code>
          <input
            name={`mapping-${field}`}
            spellcheck={false}
            value={mapping.value[field] ?? ''}
            onInput={(event) => (mapping.value = { ...mapping.value, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
    </fieldset>
  );
}

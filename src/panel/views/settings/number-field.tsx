import { useSignal } from '@preact/signals';
import { usePanel } from '../context.ts';

interface Props {
  readonly label: string;
  /** The label is said but not drawn, where a table's head says it already. */
  readonly quiet?: boolean;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly unit?: string;
  readonly name: string;
  readonly onChange: (value: number) => void;
}

/** A number that is taken when it is complete and within its bounds; anything else falls back to what it was, and is told the bounds. */
export function NumberField({ label, quiet = false, value, min, max, step = 1, unit, name, onChange }: Props) {
  const { texts } = usePanel();
  const wrong = useSignal(false);
  const commit = (input: HTMLInputElement): void => {
    const isGood = input.value !== '' && input.validity.valid;
    wrong.value = !isGood;
    if (isGood) onChange(input.valueAsNumber);
    else input.value = String(value);
  };
  return (
    <label class="field">
      <span class={quiet ? 'said' : ''}>{label}</span>
      <span class="with-unit">
        <input type="number" name={name} value={value} min={min} max={max} step={step} onChange={(event) => commit(event.currentTarget)} />
        {unit && <span class="dim">{unit}</span>}
        {wrong.value && (
          <span class="error-words" role="alert">
            {texts.t('settings.number-wrong', { min, max })}
          </span>
        )}
      </span>
    </label>
  );
}

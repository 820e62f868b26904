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

/** A number that is taken when it is complete and within its bounds; anything else falls back to what it was. */
export function NumberField({ label, quiet = false, value, min, max, step = 1, unit, name, onChange }: Props) {
  const commit = (input: HTMLInputElement): void => {
    if (input.value !== '' && input.validity.valid) onChange(input.valueAsNumber);
    else input.value = String(value);
  };
  return (
    <label class="field">
      <span class={quiet ? 'said' : ''}>{label}</span>
      <span class="with-unit">
        <input type="number" name={name} value={value} min={min} max={max} step={step} onChange={(event) => commit(event.currentTarget)} />
        {unit && <span class="dim">{unit}</span>}
      </span>
    </label>
  );
}

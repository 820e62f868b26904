import { FAULTS, faults, NEEDS_SOUND, setFault, type Fault } from '../faults.ts';
import { t } from '../i18n/language.ts';
import type { Viewer } from '../viewer.ts';

export function FaultSwitches({ viewer }: { viewer: Viewer }) {
  const set = (fault: Fault, on: boolean): void => {
    setFault(fault, on);
    if (on && NEEDS_SOUND.has(fault)) viewer.setSound(true);
  };
  return (
    <fieldset class="faults">
      <legend class="dim">{t('faults.hint')}</legend>
      {FAULTS.map((fault) => (
        <label key={fault}>
          <input
            type="checkbox"
            data-fault={fault}
            checked={faults.value.has(fault)}
            onChange={(event) => set(fault, event.currentTarget.checked)}
          />
          <span>
            <code>{fault}</code> {t(`fault.${fault}`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

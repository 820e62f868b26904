import { usePanel } from '../context.ts';
import { NumberField } from './number-field.tsx';
import { RegistrySettings } from './registry-settings.tsx';

const SECOND_MS = 1_000;

export function DetectionSettings() {
  const { state, actions, texts } = usePanel();
  const { graceMs, sampleIntervalMs } = state.settings.value;
  return (
    <section>
      <h2>{texts.t('settings.detection')}</h2>
      <NumberField
        label={texts.t('settings.grace')}
        name="grace"
        unit="s"
        min={0}
        max={600}
        step={0.5}
        value={graceMs / SECOND_MS}
        onChange={(seconds) => void actions.updateSettings({ graceMs: seconds * SECOND_MS })}
      />
      <p class="dim">{texts.t('settings.grace-hint')}</p>
      <NumberField
        label={texts.t('settings.interval')}
        name="interval"
        unit="s"
        min={0.25}
        max={60}
        step={0.25}
        value={sampleIntervalMs / SECOND_MS}
        onChange={(seconds) => void actions.updateSettings({ sampleIntervalMs: seconds * SECOND_MS })}
      />
      <RegistrySettings />
    </section>
  );
}

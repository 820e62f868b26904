import { usePanel } from '../context.ts';
import { BudgetSettings } from './budget-settings.tsx';
import { DetectionSettings } from './detection-settings.tsx';
import { EndpointSettings } from './endpoint-settings.tsx';
import { LookSettings } from './look-settings.tsx';

export function SettingsView() {
  const { texts } = usePanel();
  return (
    <div class="view settings" role="region" aria-label={texts.t('tab.settings')} tabIndex={0}>
      <EndpointSettings />
      <BudgetSettings />
      <DetectionSettings />
      <LookSettings />
      <p class="about dim">{texts.t('settings.about')}</p>
    </div>
  );
}

import type { Settings } from '../../../core/settings.ts';
import { usePanel } from '../context.ts';

const LANGUAGES = ['auto', 'en', 'zh'] as const satisfies readonly Settings['language'][];
const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly Settings['theme'][];

export function LookSettings() {
  const { state, actions, texts } = usePanel();
  const { language, theme } = state.settings.value;
  return (
    <section>
      <h2>{texts.t('settings.look')}</h2>
      <label class="field">
        <span>{texts.t('settings.language')}</span>
        <select name="language" value={language} onChange={(event) => void actions.updateSettings({ language: event.currentTarget.value as Settings['language'] })}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {texts.t(`language.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{texts.t('settings.theme')}</span>
        <select name="theme" value={theme} onChange={(event) => void actions.updateSettings({ theme: event.currentTarget.value as Settings['theme'] })}>
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {texts.t(`theme.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

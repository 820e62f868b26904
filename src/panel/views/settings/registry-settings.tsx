import { useSignal } from '@preact/signals';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';

/** Names of the page's own Maps, Sets, arrays or objects that hold connections; a clean-up sweeps them too. */
export function RegistrySettings() {
  const { state, actions, texts } = usePanel();
  const { registries } = state.settings.value;
  const name = useSignal('');
  const add = (event: Event): void => {
    event.preventDefault();
    const added = name.value.trim().replace(/^window\./, '');
    if (added && !registries.includes(added)) void actions.updateSettings({ registries: [...registries, added] });
    name.value = '';
  };
  return (
    <div class="registries">
      <h3>{texts.t('settings.registries')}</h3>
      <p class="dim">{texts.t('settings.registries-hint')}</p>
      <ul>
        {registries.map((registry) => (
          <li key={registry} class="chip plain">
            <code>window.{registry}</code>
            <button
              type="button"
              aria-label={texts.t('settings.remove', { name: registry })}
              title={texts.t('settings.remove', { name: registry })}
              onClick={() => void actions.updateSettings({ registries: registries.filter((one) => one !== registry) })}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input
          aria-label={texts.t('settings.registry-name')}
          placeholder="activePeerConnections"
          pattern="(window\.)?[\p{L}_$][\p{L}\p{N}_$]*"
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
        <button type="submit" class="button">
          <Icon name="add" />
          {texts.t('settings.add')}
        </button>
      </form>
    </div>
  );
}

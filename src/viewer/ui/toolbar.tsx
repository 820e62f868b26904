import { nextLanguage, t } from '../i18n/language.ts';
import { LAYOUTS } from '../layout.ts';
import { nextTheme, theme } from '../theme.ts';
import type { Viewer } from '../viewer.ts';
import { Icon } from './icon.tsx';

interface Props {
  readonly viewer: Viewer;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
}

export function Toolbar({ viewer, isPanelOpen, onPanel }: Props) {
  const sound = viewer.sound.value;
  const soundLabel = t(sound ? 'action.sound-off' : 'action.sound-on');
  const themeLabel = t('action.theme', { theme: t(`theme.${theme.value}`) });
  return (
    <header class="toolbar" title={t('keys.hint')}>
      <h1>{t('title')}</h1>
      <CameraButtons viewer={viewer} />
      <div class="segmented" role="group" aria-label={t('layout.group')}>
        {LAYOUTS.map((layout) => (
          <button
            key={layout}
            type="button"
            data-layout={layout}
            aria-label={t(`layout.${layout}`)}
            title={t(`layout.${layout}`)}
            aria-pressed={viewer.layout.value === layout}
            onClick={() => viewer.setLayout(layout)}
          >
            {layout}
          </button>
        ))}
      </div>
      <button type="button" data-action="stop" aria-label={t('action.stop')} onClick={() => void viewer.stopAll()}>
        <Icon name="debugStop" />
        <span class="label">{t('action.stop')}</span>
      </button>
      <span class="spacer" />
      <button type="button" data-action="sound" aria-pressed={sound} aria-label={soundLabel} title={soundLabel} onClick={() => viewer.setSound(!sound)}>
        <Icon name={sound ? 'unmute' : 'mute'} />
      </button>
      <button type="button" data-action="theme" aria-label={themeLabel} title={themeLabel} onClick={nextTheme}>
        <Icon name="colorMode" />
      </button>
      <button type="button" data-action="language" onClick={nextLanguage}>
        {t('action.language')}
      </button>
      <button type="button" data-action="panel" aria-label={t('action.panel')} aria-expanded={isPanelOpen} aria-controls="tools" onClick={onPanel}>
        <Icon name="layout" />
        <span class="label">{t('action.panel')}</span>
      </button>
    </header>
  );
}

function CameraButtons({ viewer }: { viewer: Viewer }) {
  const current = viewer.current.value;
  const camera = current?.phase.value === 'stopped' ? undefined : current?.camera.value;
  return (
    <nav class="cameras" aria-label={t('cameras.group')}>
      {viewer.cameras.value.map(({ name, label }, index) => (
        <button
          key={name}
          type="button"
          data-camera={name}
          aria-pressed={camera === name}
          title={label}
          aria-keyshortcuts={index < 9 ? String(index + 1) : undefined}
          onClick={() => viewer.choose(name)}
        >
          {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>}
          <span class="name">{label}</span>
        </button>
      ))}
      {viewer.cameras.value.length === 0 && <span class="dim">{t('cameras.none')}</span>}
    </nav>
  );
}

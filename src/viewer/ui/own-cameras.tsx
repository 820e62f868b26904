import { useSignal } from '@preact/signals';
import { t } from '../i18n/language.ts';
import { WhepError } from '../whep/whep-error.ts';
import type { Viewer } from '../viewer.ts';
import { Icon } from './icon.tsx';

/** The camera server's own rule: the name goes into addresses, logs and a picture. */
const OWN_NAME = /^\w[\w-]{0,63}$/;

/** Adds cameras of one's own by their RTSP address. The server checks them again; it alone keeps the address. */
export function OwnCameras({ viewer }: { viewer: Viewer }) {
  const message = useSignal('');
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const name = String(data.get('name') ?? '').trim();
    const url = String(data.get('url') ?? '').trim();
    message.value = problemWith(viewer, name, url);
    if (message.value) return;
    try {
      await viewer.addCamera(name, url);
      form.reset();
    } catch (error) {
      message.value = t('own.refused', { words: error instanceof WhepError && error.words ? error.words : String(error) });
    }
  };
  const own = viewer.cameras.value.filter(({ isOwn }) => isOwn);
  return (
    <form class="own" onSubmit={(event) => void submit(event)}>
      <label>
        {t('own.name')}
        <input name="name" required maxLength={64} autocomplete="off" />
      </label>
      <label>
        {t('own.url')}
        <input name="url" required autocomplete="off" spellcheck={false} placeholder="rtsp://user:password@192.168.1.20/stream1" />
      </label>
      <button type="submit">{t('own.add')}</button>
      {message.value && (
        <p class="error" role="alert">
          {message.value}
        </p>
      )}
      {own.map(({ name, label }) => (
        <p key={name} class="own-row">
          <span class="name" title={label}>
            {label}
          </span>
          <button type="button" aria-label={t('own.remove', { camera: label })} title={t('own.remove', { camera: label })} onClick={() => void viewer.removeCamera(name)}>
            <Icon name="close" />
          </button>
        </p>
      ))}
    </form>
  );
}

/** What is wrong with a name and an address, in words, or an empty text. */
function problemWith(viewer: Viewer, name: string, url: string): string {
  if (!OWN_NAME.test(name)) return t('own.bad-name');
  if (viewer.cameras.peek().some((camera) => camera.name === name)) return t('own.taken');
  if (!URL.canParse(url) || !/^rtsps?:$/.test(new URL(url).protocol) || !new URL(url).hostname) return t('own.bad-url');
  return '';
}

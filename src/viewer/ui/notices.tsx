import { useSignal } from '@preact/signals';
import { t } from '../i18n/language.ts';
import { PARAMETER_NAMES, type Ignored } from '../ignored.ts';
import type { Viewer } from '../viewer.ts';
import { Icon } from './icon.tsx';

/** What the page's address asks for and does not get, until it has been read. */
export function Notices({ viewer: { options, server } }: { viewer: Viewer }) {
  const isRead = useSignal(false);
  const isGuess = server.camerasAreGuessed;
  if (isRead.value || (options.ignored.length === 0 && !isGuess)) return null;
  return (
    <section class="notices" aria-label={t('notice.title')}>
      <ul>
        {options.ignored.map((ignored) => (
          <li key={ignored.parameter} data-ignored={ignored.parameter}>
            {wordsFor(ignored)}
          </li>
        ))}
        {isGuess && <li data-notice="guessed">{t('notice.guessed', { origin: location.origin })}</li>}
      </ul>
      <button type="button" data-action="dismiss" title={t('action.dismiss')} aria-label={t('action.dismiss')} onClick={() => (isRead.value = true)}>
        <Icon name="close" />
      </button>
    </section>
  );
}

function wordsFor({ parameter, value, takes }: Ignored): string {
  if (takes === undefined) return t('notice.no-parameter', { parameter, known: PARAMETER_NAMES.join(', ') });
  return t('notice.no-value', { parameter, value, takes });
}

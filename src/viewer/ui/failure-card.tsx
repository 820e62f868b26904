import type { CameraPlayer } from '../camera/player.ts';
import type { Failure } from '../camera/failure.ts';
import { t } from '../i18n/language.ts';
import type { Credentials } from '../whep/credentials.ts';
import { Icon } from './icon.tsx';
import { RetryTime } from './retry-time.tsx';
import { SignIn } from './sign-in.tsx';

interface Props {
  readonly failure: Failure;
  readonly player: CameraPlayer;
  readonly onSignIn: (credentials: Credentials) => void;
  readonly onRetry: () => void;
}

/** Why a camera does not play, in words, and what to do. */
export function FailureCard({ failure, player, onSignIn, onRetry }: Props) {
  const { reason, words } = failure;
  const retryInMs = player.retryInMs.value;
  const isTrying = player.phase.value === 'connecting';
  return (
    <div class="failure" data-reason={reason}>
      <div role="alert">
        <h2 title={`${words} ${t(`failure.${reason}.do`)}`.trim()}>
          <Icon name="error" />
          {t(`failure.${reason}`)}
        </h2>
        {words && <p class="words">{t('failure.words', { words })}</p>}
        <p class="advice">{t(`failure.${reason}.do`)}</p>
      </div>
      {reason === 'unauthorised' && (
        <SignIn
          onSubmit={(credentials) => {
            onSignIn(credentials);
            onRetry();
          }}
        />
      )}
      <p>
        <button type="button" data-action="retry" aria-label={t('action.retry')} onClick={onRetry}>
          <Icon name="refresh" />
          <span class="label">{t('action.retry')}</span>
        </button>
        <span class="dim" data-retry>
          {isTrying && t('failure.trying')}
          {!isTrying && !failure.retryable && t('failure.no-retry')}
          {retryInMs !== undefined && <RetryTime key={retryInMs} ms={retryInMs} />}
        </span>
      </p>
    </div>
  );
}

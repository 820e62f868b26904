import type { CameraPlayer } from '../camera/player.ts';
import type { Failure } from '../camera/failure.ts';
import { t } from '../i18n/language.ts';
import type { Credentials } from '../whep/credentials.ts';
import { Icon } from './icon.tsx';
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
  return (
    <div class="failure" role="alert" data-reason={reason}>
      <h2>
        <Icon name="error" />
        {t(`failure.${reason}`)}
      </h2>
      {words && <p class="words">{t('failure.words', { words })}</p>}
      <p>{t(`failure.${reason}.do`)}</p>
      {reason === 'unauthorised' && (
        <SignIn
          onSubmit={(credentials) => {
            onSignIn(credentials);
            onRetry();
          }}
        />
      )}
      <p>
        <button type="button" data-action="retry" onClick={onRetry}>
          <Icon name="refresh" />
          {t('action.retry')}
        </button>
        <span class="dim">
          {retryInMs === undefined ? !failure.retryable && t('failure.no-retry') : t('failure.retry-in', { seconds: Math.ceil(retryInMs / 1_000) })}
        </span>
      </p>
    </div>
  );
}

import { t } from '../i18n/language.ts';
import type { Credentials } from '../whep/credentials.ts';

/** Asks for a user and password, or a token. They stay in memory. */
export function SignIn({ onSubmit }: { onSubmit: (credentials: Credentials) => void }) {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const user = String(form.get('user') ?? '');
    const secret = String(form.get('password') ?? '');
    onSubmit(user ? { user, password: secret } : { token: secret });
  };
  return (
    <form class="sign-in" onSubmit={submit}>
      <label>
        {t('sign-in.user')}
        <input name="user" autocomplete="username" />
      </label>
      <label>
        {t('sign-in.password')}
        <input name="password" type="password" autocomplete="current-password" required />
      </label>
      <button type="submit">{t('sign-in.submit')}</button>
    </form>
  );
}

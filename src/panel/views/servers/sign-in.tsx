import { useSignal } from '@preact/signals';
import { usePanel } from '../context.ts';

/** Credentials for a server that wants some; kept until the browser is closed. An empty user means that it is a token. */
export function SignIn({ endpoint }: { readonly endpoint: string }) {
  const { actions, texts } = usePanel();
  const user = useSignal('');
  const secret = useSignal('');
  const submit = (event: Event): void => {
    event.preventDefault();
    void actions.signIn(endpoint, user.value ? { scheme: 'basic', user: user.value, password: secret.value } : { scheme: 'bearer', token: secret.value });
    secret.value = '';
  };
  return (
    <form class="sign-in" onSubmit={submit}>
      <label>
        {texts.t('servers.user')}
        <input autocomplete="off" value={user.value} onInput={(event) => (user.value = event.currentTarget.value)} />
      </label>
      <label>
        {texts.t('servers.secret')}
        <input type="password" autocomplete="off" required value={secret.value} onInput={(event) => (secret.value = event.currentTarget.value)} />
      </label>
      <button type="submit" class="button primary">
        {texts.t('servers.sign-in')}
      </button>
    </form>
  );
}

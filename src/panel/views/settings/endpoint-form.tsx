import { useSignal } from '@preact/signals';
import { endpointUrl, endpointUser } from '../../../core/endpoints/endpoint-url.ts';
import type { CustomMapping } from '../../../core/endpoints/custom-mapping.ts';
import { ENDPOINT_KINDS } from '../../../core/endpoints/server-snapshot.ts';
import type { EndpointSetting } from '../../../core/settings.ts';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { MappingFields } from './mapping-fields.tsx';

const KINDS = ['auto', ...ENDPOINT_KINDS] as const;

export function EndpointForm() {
  const { state, actions, texts } = usePanel();
  const url = useSignal('');
  const kind = useSignal<EndpointSetting['kind']>('auto');
  const seconds = useSignal(2);
  const token = useSignal('');
  const mapping = useSignal<CustomMapping>({ list: '', pid: 'pid' });
  const wrong = useSignal(false);

  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const address = endpointUrl(url.value);
    wrong.value = address === undefined;
    if (address === undefined) return;
    const added: EndpointSetting = { url: address, kind: kind.value, intervalMs: seconds.value * 1_000, ...(kind.value === 'custom' ? { mapping: mapping.value } : {}) };
    const user = endpointUser(url.value);
    if (token.value) await actions.signIn(address, { scheme: 'bearer', token: token.value });
    else if (user) await actions.signIn(address, { scheme: 'basic', ...user });
    token.value = '';
    const others = state.settings.value.endpoints.filter((endpoint) => endpoint.url !== address);
    await actions.updateSettings({ endpoints: [...others, added] });
    url.value = '';
  };

  return (
    <form class="endpoint-form" onSubmit={(event) => void add(event)}>
      <label class="address">
        {texts.t('settings.address')}
        <input
          name="url"
          inputMode="url"
          required
          spellcheck={false}
          placeholder="http://127.0.0.1:9997"
          value={url.value}
          aria-invalid={wrong.value}
          {...(wrong.value ? { 'aria-describedby': 'url-wrong' } : {})}
          onInput={(event) => (url.value = event.currentTarget.value)}
        />
      </label>
      <label>
        {texts.t('settings.kind')}
        <select name="kind" value={kind.value} onChange={(event) => (kind.value = event.currentTarget.value as EndpointSetting['kind'])}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {texts.t(`endpoint.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.t('settings.every')}
        <select name="interval" value={String(seconds.value)} onChange={(event) => (seconds.value = Number(event.currentTarget.value))}>
          {[1, 2, 5, 10, 30].map((n) => (
            <option key={n} value={String(n)}>
              {n} s
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.t('settings.token')}
        <input type="password" name="token" autocomplete="off" value={token.value} onInput={(event) => (token.value = event.currentTarget.value)} />
      </label>
      {kind.value === 'custom' && <MappingFields mapping={mapping} />}
      {wrong.value && (
        <p class="error-words" id="url-wrong" role="alert">
          {texts.t('settings.address-wrong')}
        </p>
      )}
      <button type="submit" class="button primary" data-action="add-endpoint">
        <Icon name="add" />
        {texts.t('servers.add')}
      </button>
    </form>
  );
}

import type { EndpointSetting } from '../../../core/settings.ts';
import { usePanel } from '../context.ts';

/** What the user knows of a server and the server does not tell. */
export function EndpointOptions({ endpoint }: { readonly endpoint: EndpointSetting }) {
  const { state, actions, texts } = usePanel();
  const change = (options: Pick<EndpointSetting, 'lingerMs' | 'onlyThisPage'>): void => {
    const { lingerMs: _, onlyThisPage: __, ...rest } = endpoint;
    const changed: EndpointSetting = { ...rest, ...options };
    void actions.updateSettings({ endpoints: state.settings.value.endpoints.map((other) => (other.url === endpoint.url ? changed : other)) });
  };
  const { lingerMs, onlyThisPage } = endpoint;
  const sole = onlyThisPage ? { onlyThisPage } : {};
  return (
    <span class="endpoint-options">
      <label title={texts.t('endpoint-options.linger-hint')}>
        {texts.t('endpoint-options.linger')}
        <input
          type="number"
          name="linger"
          min={0}
          max={3_600}
          placeholder="10"
          value={lingerMs === undefined ? '' : lingerMs / 1_000}
          onChange={({ currentTarget: { value, validity, valueAsNumber } }) => {
            if (validity.valid) change({ ...sole, ...(value === '' ? {} : { lingerMs: valueAsNumber * 1_000 }) });
          }}
        />
        s
      </label>
      <label title={texts.t('endpoint-options.sole-hint')}>
        <input
          type="checkbox"
          name="only-this-page"
          checked={onlyThisPage === true}
          onChange={({ currentTarget: { checked } }) =>
            change({ ...(lingerMs === undefined ? {} : { lingerMs }), ...(checked ? { onlyThisPage: true } : {}) })
          }
        />
        {texts.t('endpoint-options.sole')}
      </label>
    </span>
  );
}

import browser from 'webextension-polyfill';

/** What a server wants to be told before it answers. */
export type Credentials =
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

const PREFIX = 'credentials:';

/**
 * Credentials live in the session storage: in memory, gone when the browser is closed, and out of reach of content scripts. They are in no
 * setting, recording or report.
 * @param endpoint the address of the server as the settings have it
 */
export async function saveCredentials(endpoint: string, credentials: Credentials | undefined): Promise<void> {
  const key = PREFIX + endpoint;
  if (credentials) await browser.storage.session.set({ [key]: credentials });
  else await browser.storage.session.remove(key);
}

export async function loadCredentials(endpoint: string): Promise<Credentials | undefined> {
  const key = PREFIX + endpoint;
  const stored: unknown = (await browser.storage.session.get(key))[key];
  return isCredentials(stored) ? stored : undefined;
}

/** Calls back with the address of the server whose credentials were changed in any page of the extension. */
export function onCredentialsChanged(changed: (endpoint: string) => void): void {
  browser.storage.session.onChanged.addListener((changes) => {
    for (const key of Object.keys(changes)) if (key.startsWith(PREFIX)) changed(key.slice(PREFIX.length));
  });
}

function isCredentials(value: unknown): value is Credentials {
  const { scheme, user, password, token } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (scheme === 'basic' && typeof user === 'string' && typeof password === 'string') || (scheme === 'bearer' && typeof token === 'string');
}

import browser from 'webextension-polyfill';

/** The match pattern of an address's host. Patterns have no port: allowing one server allows its whole host. */
export function hostPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/**
 * Whether the extension may read from the host of this address. The hosts that its content scripts run on count: `contains` leaves them out,
 * but the browser lets the extension read them.
 * @returns true where the browser does not say
 */
export async function hasHostPermission(url: string): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  const all = [hostPattern(url), `${protocol}//*/*`, `*://${hostname}/*`, '*://*/*', '<all_urls>'];
  const { origins } = (await api()?.getAll()) ?? { origins: all };
  return (origins ?? []).some((pattern) => all.includes(pattern));
}

/**
 * Asks the user to allow the host of this address, and nothing more. It must be called in the click itself, before anything is awaited.
 * @returns whether it is allowed now
 * @throws Error where the browser shows no such question in a DevTools panel
 */
export function requestHostPermission(url: string): Promise<boolean> {
  const permissions = api();
  if (!permissions) {
    return Promise.reject(new Error(`This browser cannot ask here. Allow ${hostPattern(url)} for this extension in the browser's add-on manager, then try again.`));
  }
  return permissions.request({ origins: [hostPattern(url)] });
}

/** Gives back the permissions for hosts of `before` that none of `after` is on. */
export async function dropUnusedPermissions(before: readonly string[], after: readonly string[]): Promise<void> {
  const kept = new Set(after.map(hostPattern));
  const origins = [...new Set(before.map(hostPattern))].filter((pattern) => !kept.has(pattern));
  if (origins.length) await api()?.remove({ origins });
}

/** Calls back when the user allowed or forbade a host, here or in the browser's own pages. */
export function onPermissionsChanged(changed: () => void): void {
  api()?.onAdded.addListener(changed);
  api()?.onRemoved.addListener(changed);
}

/** Absent in the DevTools pages of Firefox. */
function api(): typeof browser.permissions | undefined {
  return browser.permissions as typeof browser.permissions | undefined;
}

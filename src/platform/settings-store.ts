import browser from 'webextension-polyfill';

const KEY = 'settings';

/** The stored settings as they are; whoever reads them checks them. */
export async function loadSettings(): Promise<unknown> {
  return (await browser.storage.local.get(KEY))[KEY];
}

export async function saveSettings(settings: object): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}

/** Calls back when any page of the extension saved settings. */
export function onSettingsSaved(changed: (settings: unknown) => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) changed(changes[KEY].newValue);
  });
}

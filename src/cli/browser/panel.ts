import type { Frame, Page } from 'puppeteer-core';

/** The DevTools window of a page and the extension's panel in it. */
export interface OpenPanel {
  readonly devtools: Page;
  readonly panel: Frame;
}

const POLL_MS = 100;
/** A machine that is busy with other things takes long. */
const WITHIN_MS = 45_000;

/**
 * Opens DevTools for a page and shows the panel. The extension registers its panel some time after DevTools is there, and showing a panel
 * that is not registered does nothing at all, so it is asked for until it appears.
 * @throws Error when the panel has not appeared after 45 s
 */
export async function openPanel(page: Page, extensionId: string): Promise<OpenPanel> {
  const devtools = await page.openDevTools();
  const started = Date.now();
  while (Date.now() - started < WITHIN_MS) {
    await devtools.evaluate((id) => {
      const api = (globalThis as unknown as { DevToolsAPI?: { showPanel(id: string): void } }).DevToolsAPI;
      api?.showPanel(id);
    }, `chrome-extension://${extensionId}RTCLeaks`);
    const panel = devtools.frames().find((frame) => frame.url().includes('/extension/panel.html'));
    if (panel) {
      await panel.waitForFunction(() => 'rtcLeakInspector' in globalThis, { timeout: WITHIN_MS });
      return { devtools, panel };
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('the panel "RTC Leaks" did not appear in DevTools within 45 s');
}

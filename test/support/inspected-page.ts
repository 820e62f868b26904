import type { Frame, Page } from 'puppeteer-core';
import type { Report } from '../../src/core/report/report.ts';
import type { LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { openPanel } from '../../src/cli/browser/panel.ts';

/** A page under inspection, with the real DevTools panel open on it. */
export interface InspectedPage {
  readonly page: Page;
  readonly devtools: Page;
  readonly panel: Frame;
  /** The document that the panel gives for automation. */
  report(): Promise<Report>;
  /** Saves settings as the Settings view does. */
  configure(settings: object): Promise<void>;
  /** A click that needs no place on the screen, which the panel's frame does not know inside DevTools. */
  press(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** @param url opened before DevTools is, as a person would; pass an open page to inspect it as it is */
export async function inspect(launched: LaunchedBrowser, url: string | Page): Promise<InspectedPage> {
  const page = typeof url === 'string' ? await launched.browser.newPage() : url;
  if (typeof url === 'string') await page.goto(url, { waitUntil: 'load' });
  const { devtools, panel } = await openPanel(page, launched.extensionId ?? '');
  return {
    page,
    devtools,
    panel,
    report: () => panel.evaluate(() => (globalThis as unknown as { rtcLeakInspector: { report(): Report } }).rtcLeakInspector.report()),
    configure: (settings) =>
      panel.evaluate(async (value) => {
        const { storage } = (globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }).chrome;
        await storage.local.set({ settings: value });
      }, settings),
    async press(selector) {
      const element = await panel.waitForSelector(selector, { timeout: 30_000 });
      await element?.evaluate((target) => (target as unknown as { click(): void }).click());
    },
    close: () => page.close(),
  };
}

import type { Frame } from 'puppeteer-core';
import type { Report } from '../../core/report/report.ts';
import type { OpenPanel } from '../browser/panel.ts';

/** What a person reads off the panel and presses in it. */
export interface PanelReader {
  report(): Promise<Report>;
  /** Codes of the findings that the Problems view shows. */
  findings(): Promise<string[]>;
  /** Waits until the Problems view shows exactly so many; gives what it shows in the end, in time or not. */
  findingsWhen(count: number, withinMs: number): Promise<string[]>;
  showOverview(): Promise<void>;
  /** Presses Clean all, then Clean and verify, and gives each step's outcome as the panel shows it. */
  cleanAll(): Promise<{ action: string; verified: string }[]>;
  screenshot(path: string): Promise<void>;
}

const POLL_MS = 200;

export function readPanel(open: OpenPanel): PanelReader {
  const { panel } = open;
  const findings = () => panel.$$eval('[data-finding]', (items) => items.map((item) => item.getAttribute('data-code') ?? ''));
  const reader: PanelReader = {
    report: () => panel.evaluate(() => (globalThis as unknown as { rtcLeakInspector: { report(): unknown } }).rtcLeakInspector.report()) as Promise<Report>,
    async findings() {
      await press(panel, '[data-tab="problems"]');
      return findings();
    },
    async findingsWhen(count, withinMs) {
      const started = Date.now();
      let seen = await reader.findings();
      while (seen.length !== count && Date.now() - started < withinMs) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        seen = await findings();
      }
      return seen;
    },
    showOverview: () => press(panel, '[data-tab="overview"]'),
    async cleanAll() {
      await press(panel, '[data-action="clean-all"]');
      await press(panel, '[data-action="run-clean"]');
      await panel.waitForSelector('[data-clean-state="done"]', { timeout: 20_000 });
      return panel.$$eval('[data-outcome]', (steps) =>
        steps.map((step) => ({ action: step.getAttribute('data-outcome') ?? '', verified: step.getAttribute('data-verified') ?? '' })),
      );
    },
    screenshot: (path) => screenshotPanel(open, path),
  };
  return reader;
}

async function press(panel: Frame, selector: string): Promise<void> {
  const element = await panel.waitForSelector(selector, { timeout: 20_000 });
  // A real click needs the place on the screen, which the panel's frame does not know inside DevTools; this is the same event to the page.
  await element?.evaluate((target) => (target as unknown as { click(): void }).click());
}

/** The panel's part of the DevTools window. Its frame lies below several shadow roots. */
async function screenshotPanel({ devtools, panel }: OpenPanel, path: string): Promise<void> {
  // A window behind another one is not painted.
  await devtools.bringToFront();
  await panel.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const clip = await devtools.evaluate(() => {
    const find = (root: ParentNode): Element | undefined => {
      for (const element of root.querySelectorAll('*')) {
        if (element.matches('iframe[src^="chrome-extension:"]') && element.getClientRects().length > 0) return element;
        const inside = element.shadowRoot && find(element.shadowRoot);
        if (inside) return inside;
      }
      return undefined;
    };
    const box = find(document)?.getBoundingClientRect();
    return box && { x: box.x, y: box.y, width: box.width, height: box.height };
  });
  // A screenshot beyond the window lays it out anew, and the panel's frame is white until it is painted again.
  await devtools.screenshot({ path: path as `${string}.png`, captureBeyondViewport: false, ...(clip ? { clip } : {}) });
}

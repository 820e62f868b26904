import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { servePages, type PageServer, type Served } from '../support/page-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const FOLDER = join(import.meta.dirname, 'hostile');
const ATTACKS = readdirSync(FOLDER)
  .map((file) => file.replace(/\.js$/, ''))
  .filter((name) => name !== 'page');
/** What the panel's Overview says of it. */
const SAYS: Readonly<Record<string, string>> = { 'many-objects': 'history cut', 'connections-in-a-loop': 'limit reached' };

const pages = (): Record<string, Served | string> => {
  const scripts = ['page', ...ATTACKS].map((name) => [`/${name}.js`, { body: readFileSync(join(FOLDER, `${name}.js`), 'utf8'), headers: { 'content-type': 'text/javascript' } }]);
  const hostile = ATTACKS.map((name) => [`/${name}`, `<!doctype html><title>${name}</title><body><script src="/page.js"></script><script src="/${name}.js"></script>`]);
  return { ...Object.fromEntries([...scripts, ...hostile]), '/empty': '<!doctype html><title>empty</title>' };
};

interface WatchedPanel {
  readonly errors: string[];
  pwned?: unknown;
}

let server: PageServer;
let plain: LaunchedBrowser;
let extended: LaunchedBrowser;
let bare: Page;
let inspected: InspectedPage;

beforeAll(async () => {
  server = await servePages(pages());
  [plain, extended] = await Promise.all([launchBrowser({ headless: true }), launchBrowser({ headless: true, extension: EXTENSION })]);
  bare = await plain.browser.newPage();
  inspected = await inspect(extended, `${server.origin}/empty`);
  await inspected.configure({ sampleIntervalMs: 250 });
  await inspected.panel.evaluate(() => {
    const errors: string[] = [];
    Object.assign(globalThis, { errors });
    addEventListener('error', (event) => void errors.push(event.message));
    addEventListener('unhandledrejection', (event) => void errors.push(String((event as PromiseRejectionEvent).reason)));
  });
});
afterAll(async () => {
  await Promise.all([plain?.close(), extended?.close()]);
  await server?.close();
});

/** What the page measured while it attacked, and whether it can still connect. */
async function attack(page: Page, name: string): Promise<{ readonly seen: unknown; readonly marks: unknown }> {
  await page.goto(`${server.origin}/${name}`);
  const seen: unknown = await page.evaluate('attack()');
  await collectGarbage(page);
  return { seen, marks: await page.evaluate('leaveMark()') };
}

async function collectGarbage(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

const inPanel = <T>(read: () => T): Promise<T> => inspected.panel.evaluate(read) as Promise<T>;

describe.each(ATTACKS)('%s', (name) => {
  let without: Awaited<ReturnType<typeof attack>>;
  let withIt: Awaited<ReturnType<typeof attack>>;

  beforeAll(async () => {
    [without, withIt] = await Promise.all([attack(bare, name), attack(inspected.page, name)]);
    // A million of anything takes long.
  }, 400_000);

  test('the page works as without the extension', () => {
    expect(withIt).toEqual(without);
  });

  test('the panel answers, and shows the connections that are left', async () => {
    const isRight = async (): Promise<boolean> => {
      if ((await inspected.report()).counts.peers === without.marks) return true;
      // What the attack has dropped may take more than one collection.
      await collectGarbage(inspected.page);
      return false;
    };
    await waitUntil('the open connections', isRight, 30_000);
    await waitUntil('the tile', async () => (await inPanel(() => document.querySelector<HTMLElement>('[data-tile=peers]')?.dataset.value)) === String(without.marks));
    const { page, ledger } = await inspected.report();
    expect(new URL(page.url).pathname).toBe(`/${name}`);
    expect(JSON.stringify(ledger).includes('made up by the page')).toBe(false);
    expect(JSON.stringify(ledger).length).toBeLessThan(2_000_000);
  });

  test('no text of the page becomes markup, and nothing throws', async () => {
    for (const tab of ['problems', 'resources', 'overview']) {
      await inspected.panel.evaluate((to) => document.querySelector<HTMLElement>(`[data-tab=${to}]`)?.click(), tab);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await inPanel(() => document.querySelectorAll('#app img, #app script, #app iframe').length)).toBe(0);
    }
    expect(await inPanel(() => (globalThis as unknown as WatchedPanel).pwned)).toBeUndefined();
    expect(await inPanel(() => (globalThis as unknown as WatchedPanel).errors.splice(0))).toEqual([]);
  });

  test.runIf(SAYS[name])('the panel says what happened', async () => {
    await waitUntil(SAYS[name] as string, async () => (await inPanel(() => document.body.textContent ?? '')).includes(SAYS[name] as string));
  });
});

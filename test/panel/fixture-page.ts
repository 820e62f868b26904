import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { launchBrowser } from '../../src/cli/browser/launch.ts';
import { servePages, type Served } from '../support/page-server.ts';
import type { Case } from './fixture-cases.ts';

export interface ShowOptions {
  readonly name: Case;
  readonly lang?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** The panel over a made-up page, in a real browser. */
export interface FixturePage {
  readonly page: Page;
  /** What the page complained about since the last `show`. */
  readonly complaints: string[];
  show(options: ShowOptions): Promise<void>;
  tab(name: string): Promise<void>;
  /** What a reader sees. */
  readonly read: {
    count(selector: string): Promise<number>;
    text(selector: string): Promise<string>;
    attribute(selector: string, name: string): Promise<string | null>;
    /** Role and id of what has the focus. */
    focused(): Promise<string>;
    /** What the views asked of the session. */
    asked(): Promise<string[]>;
  };
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

export async function openFixture(): Promise<FixturePage> {
  const root = await buildFixture();
  const names = (await readdir(root, { recursive: true })).filter((name) => /\.(html|js|css)$/.test(name));
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Served]> => {
      const body = await readFile(join(root, name), 'utf8');
      return [name === 'index.html' ? '/' : `/${name}`, { body, headers: { 'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? '' } }];
    }),
  );
  const server = await servePages(Object.fromEntries(files));
  const { browser, close } = await launchBrowser({ headless: true });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String((error as Error).message ?? error)));
  page.on('console', (message) => {
    // The icon of the page is not served.
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  return {
    page,
    complaints,
    async show({ name, lang = 'en', theme = 'light', width = 560, height = 700 }) {
      complaints.length = 0;
      await page.setViewport({ width, height });
      await page.goto(`${server.origin}/?case=${name}&lang=${lang}&theme=${theme}`);
      await page.waitForSelector('[data-view="overview"]');
    },
    async tab(name) {
      await page.click(`[data-tab="${name}"]`);
      await page.waitForSelector(`[data-view="${name}"]`);
    },
    read: {
      count: (selector) => page.$$eval(selector, (all) => all.length),
      text: (selector) => page.$eval(selector, (element) => element.textContent ?? ''),
      attribute: (selector, name) => page.$eval(selector, (element, n) => element.getAttribute(n), name),
      focused: () => page.evaluate(() => `${document.activeElement?.getAttribute('role') ?? ''}#${document.activeElement?.id}`),
      asked: () => page.evaluate(() => [...globalThis.fixture.asked]),
    },
    async close() {
      await close();
      await server.close();
    },
  };
}

async function buildFixture(): Promise<string> {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/panel-fixture');
  await build({ configFile: join(import.meta.dirname, 'fixture/vite.config.ts'), logLevel: 'warn', build: { outDir: folder } });
  return folder;
}

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
}

/** What axe-core finds wrong with what is on the screen, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary.split('\n')[1]?.trim() ?? ''}`));
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';

type Seen = Readonly<Record<string, unknown>>;

interface Look {
  readonly surface: Seen;
  readonly printed: Seen;
  readonly behaviour: Seen;
  /** What the page's console said, and violations of its policy. */
  readonly said: readonly string[];
}

const source = (name: string): string => readFileSync(join(import.meta.dirname, 'transparency', name), 'utf8');
const SCRIPTS = `<script src="/surface.js"></script><script src="/behaviour.js"></script>`;
const JS = { 'content-type': 'text/javascript' };
const PAGES = {
  '/': `<!doctype html><title>probe</title><body>${SCRIPTS}`,
  '/strict': {
    body: `<!doctype html><title>probe</title><body>${SCRIPTS}`,
    headers: { 'content-security-policy': "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'; frame-src 'self'" },
  },
  '/surface.js': { body: source('surface.js'), headers: JS },
  '/behaviour.js': { body: source('behaviour.js'), headers: JS },
};
const ARGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

let server: PageServer;
let plain: LaunchedBrowser;
let extended: LaunchedBrowser;

beforeAll(async () => {
  server = await servePages(PAGES);
  [plain, extended] = await Promise.all([launchBrowser({ headless: true, args: ARGS }), launchBrowser({ headless: true, args: ARGS, extension: EXTENSION })]);
});
afterAll(async () => {
  await Promise.all([plain?.close(), extended?.close()]);
  await server?.close();
});

async function lookAt(page: Page, said: string[]): Promise<Look> {
  const call = (name: string): Promise<Seen> => page.evaluate(`window.${name}()`) as Promise<Seen>;
  return { surface: await call('surface'), printed: await call('printedElsewhere'), behaviour: await call('behaviour'), said };
}

async function open(launched: LaunchedBrowser, path: string): Promise<{ page: Page; said: string[] }> {
  const page = await launched.browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => void said.push(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => void said.push(String(error)));
  await page.goto(server.origin + path);
  return { page, said };
}

/** Reading the properties that the page itself gave, which only a `Proxy` can tell: see docs/hook.md. */
function withoutOwnReads(behaviour: Seen): Seen {
  const { 'how often an argument is read': reads, ...rest } = behaviour;
  const lines = (reads as readonly string[]).filter((line) => !/^(fetch|headers) (own|keys)/.test(line));
  return { ...rest, 'how often an argument is read': lines };
}

/** Without places and order: of a promise that nobody handles the console may show the hook, too, and one microtask later. */
function firstLines(said: readonly string[]): string[] {
  return said.map((text) => text.split('\n')[0] ?? '').sort();
}

/** What differs, as `[without, with]`. */
function differences(without: Seen, withIt: Seen): Record<string, readonly [unknown, unknown]> {
  const names = new Set([...Object.keys(without), ...Object.keys(withIt)]);
  return Object.fromEntries([...names].filter((name) => JSON.stringify(without[name]) !== JSON.stringify(withIt[name])).map((name) => [name, [without[name], withIt[name]]]));
}

describe.each(['/', '/strict'])('a page with and without the extension: %s', (path) => {
  let without: Look;
  let withIt: Look;
  let inspected: Look;

  beforeAll(async () => {
    const [bare, hooked] = [await open(plain, path), await open(extended, path)];
    without = await lookAt(bare.page, bare.said);
    withIt = await lookAt(hooked.page, hooked.said);
    const { page, said } = await open(extended, path);
    const { close } = await inspect(extended, page);
    inspected = await lookAt(page, said);
    await Promise.all([bare.page.close(), hooked.page.close(), close()]);
  });

  test('the probes saw something', () => {
    expect(Object.keys(without.surface).length).toBeGreaterThan(5_000);
    expect(Object.values(without.behaviour).filter((value) => (value as { thrown?: unknown }).thrown)).toEqual([]);
  });

  test('every interface looks the same', () => {
    expect(differences(without.surface, withIt.surface)).toEqual({});
  });

  test('every function is printed the same by another realm', () => {
    expect(differences(without.printed, withIt.printed)).toEqual({});
  });

  test('everything behaves the same', () => {
    expect(differences(withoutOwnReads(without.behaviour), withoutOwnReads(withIt.behaviour))).toEqual({});
  });

  test('nothing is said in the console', () => {
    expect(firstLines(withIt.said)).toEqual(firstLines(without.said));
  });

  test('a panel that looks on makes no difference', () => {
    expect(differences(withIt.surface, inspected.surface)).toEqual({});
    expect(differences(withIt.behaviour, inspected.behaviour)).toEqual({});
  });
});

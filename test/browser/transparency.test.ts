import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import { ALLOWED, allowedBy, differences } from './transparency/allowed.ts';
import { probePages } from './transparency/pages.ts';

type Seen = Readonly<Record<string, unknown>>;

const ARGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const DOCS = readFileSync(join(import.meta.dirname, '../../docs/hook.md'), 'utf8');

let server: PageServer;
let plain: LaunchedBrowser;
let extended: LaunchedBrowser;
/** The allowed differences that were seen. */
const seenAllowed = new Set<unknown>();

beforeAll(async () => {
  server = await servePages(probePages());
  [plain, extended] = await Promise.all([launchBrowser({ headless: true, args: ARGS }), launchBrowser({ headless: true, args: ARGS, extension: EXTENSION })]);
});
afterAll(async () => {
  await Promise.all([plain?.close(), extended?.close()]);
  await server?.close();
});

/** Without the places, and without the stack below the message. */
const firstLine = (text: string): string => text.split('\n')[0]?.replace(/127\.0\.0\.1:\d+/g, 'origin') ?? '';

/** Opens a page and uses it in every way; what its console said is part of what is seen. */
async function look(launched: LaunchedBrowser, path: string, withPanel: boolean): Promise<Seen> {
  const page = await launched.browser.newPage();
  const said: string[] = [];
  page.on('console', (message) => void said.push(`${message.type()} ${firstLine(message.text())}`));
  page.on('pageerror', (error) => void said.push(firstLine(String(error))));
  await page.goto(server.origin + path);
  if (withPanel) await inspect(launched, page);
  const call = (expression: string): Promise<unknown> => page.evaluate(expression);
  const seen = {
    'the surface': await call('surface()'),
    ...((await call('behaviour()')) as Seen),
    'the surface after use': await call('surface()'),
    'printed elsewhere': await call('printedElsewhere()'),
    'violations of its policy': await call('violations'),
    // How often, and in which order, depends on how quick the network is; what is said of collected frames, on when they are collected.
    said: [...new Set(said)].filter((line) => !line.includes('garbage collected')).sort(),
    'the limit of connections': await limitOf(page),
  };
  await page.close();
  return seen;
}

/** Counted in a process of its own, with all that earlier probes made collected. */
async function limitOf(page: Page): Promise<unknown> {
  await page.goto(`${server.origin.replace('127.0.0.1', 'localhost')}/limit`);
  return page.evaluate('limit()');
}

const unexpected = (without: Seen, withIt: Seen): string[] =>
  differences(without, withIt).flatMap((difference) => {
    const allowed = allowedBy(difference);
    if (allowed) seenAllowed.add(allowed);
    const [what, before, after] = difference;
    return allowed ? [] : `${what}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
  });

describe.each([
  ['a plain page', '/', true],
  ['a page with a strict policy and Trusted Types', '/strict', true],
  ['a page that loads webrtc-adapter', '/adapter', false],
  ['a page that wraps the class itself', '/wrapped', false],
])('%s', (_, path, withPanel) => {
  let without: Seen;
  let withIt: Seen;

  beforeAll(async () => {
    [without, withIt] = await Promise.all([look(plain, path, false), look(extended, path, false)]);
  });

  test('the probes see something', () => {
    expect(Object.keys(without['the surface'] as Seen).length).toBeGreaterThan(5_000);
    expect(without.said).not.toContainEqual(expect.stringContaining('SyntaxError'));
    expect(Object.entries(without).filter(([, seen]) => (seen as { broken?: unknown }).broken)).toEqual([]);
  });

  test('nothing differs with the extension', () => {
    expect(unexpected(without, withIt)).toEqual([]);
  });

  test.runIf(withPanel)('nothing differs while a panel looks on', async () => {
    expect(unexpected(without, await look(extended, path, true))).toEqual([]);
  });
});

test.each(ALLOWED)('an allowed difference is seen, and the docs give its reason: $docs', (allowed) => {
  expect(DOCS).toContain(`| ${allowed.docs}`);
  expect(seenAllowed).toContain(allowed);
});

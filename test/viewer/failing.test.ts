import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { nativePeerCount } from '../support/native-count.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startBrowserCamera, type BrowserCamera, type Intercept } from './browser-camera.ts';
import { phaseIs, stateOf } from './viewer-page.ts';

let launched: LaunchedBrowser;
let cameras: BrowserCamera;
let page: Page;
let answer: Intercept = () => undefined;

beforeAll(async () => {
  launched = await launchBrowser({ headless: true });
  cameras = await startBrowserCamera((call) => (call.path.endsWith('/whep') ? answer(call) : undefined));
});
afterAll(async () => {
  await launched?.close();
  await cameras?.close();
});
beforeEach(async () => {
  answer = () => undefined;
  page = await launched.browser.newPage();
});
afterEach(() => page.close());

async function fail(query = ''): Promise<void> {
  await page.goto(`${cameras.url}${query}`);
  await page.waitForSelector('[data-camera]');
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed', 25_000);
}

const stop = async (): Promise<void> => {
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
};

describe('3. failing camera: the reason is told, and nothing is left', () => {
  test.each<[string, ReturnType<Intercept>, string]>([
    ['not found', 404, 'not-found'],
    ['a wrong password', 401, 'unauthorised'],
    ['no codec in common', 400, 'refused-offer'],
    ['an overloaded server', 503, 'server-error'],
    ['a server that never answers', 'hang', 'no-answer'],
  ])('%s', async (_, status, reason) => {
    answer = () => status;
    await fail();
    expect(await stateOf(page)).toMatchObject({ reason, registered: [] });
    expect(await page.$eval('[data-reason]', (card) => card.textContent?.length ?? 0)).toBeGreaterThan(60);
    await stop();
    expect(await nativePeerCount(page)).toBe(0);
    expect(await cameras.sessions()).toBe(0);
  });

  test('a server that cannot be reached', async () => {
    // Nothing listens on the port "tcpmux".
    await fail('?whep=http://127.0.0.1:1/');
    expect(await stateOf(page)).toMatchObject({ reason: 'unreachable', registered: [] });
    await stop();
    expect(await nativePeerCount(page)).toBe(0);
  });

  test('an answer that is no SDP', async () => {
    answer = ({ method }) => (method === 'POST' ? 201 : undefined);
    await fail();
    expect((await stateOf(page)).registered).toEqual([]);
    await stop();
    expect(await nativePeerCount(page)).toBe(0);
  });
});

describe('faults that show when a camera fails', () => {
  test('keep-on-error with keep-residual: each attempt leaves a connection', async () => {
    answer = ({ method }) => (method === 'POST' ? 503 : undefined);
    await fail('?fault=keep-on-error,keep-residual');
    const since = cameras.calls.length;
    await waitUntil('two more attempts', () => cameras.calls.slice(since).filter(({ method }) => method === 'POST').length >= 2);
    await phaseIs(page, 'failed');
    expect(await nativePeerCount(page)).toBeGreaterThanOrEqual(3);
    expect((await stateOf(page)).registered).toEqual(['cam1']);
  });

  test.each([
    ['', 0],
    ['keep-retry', 1],
  ])('stopped while the next attempt is due, with the fault %j: %i connections', async (fault, peers) => {
    answer = ({ method }) => (method === 'POST' ? 503 : undefined);
    await fail(`?fault=${fault}`);
    answer = () => undefined;
    await stop();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await nativePeerCount(page)).toBe(peers);
    // Whatever plays there, the user had stopped it.
    expect((await stateOf(page)).phase).toBe('stopped');
  });
});

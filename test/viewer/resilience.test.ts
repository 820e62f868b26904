import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { nativePeerCount } from '../support/native-count.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startBrowserCamera, type BrowserCamera, type Intercept } from './browser-camera.ts';
import type { Call } from './scripted-server.ts';
import { moves, phaseIs, play, stateOf } from './viewer-page.ts';

let launched: LaunchedBrowser;
let cameras: BrowserCamera;
let page: Page;
let refuse: Intercept = () => undefined;

beforeAll(async () => {
  launched = await launchBrowser({ headless: true });
  cameras = await startBrowserCamera((call) => refuse(call));
});
afterAll(async () => {
  await launched?.close();
  await cameras?.close();
});
beforeEach(async () => {
  refuse = () => undefined;
  page = await launched.browser.newPage();
  await page.goto(cameras.url);
});
afterEach(() => page.close());

const asked = (method: string, since: number): Call[] => cameras.calls.slice(since).filter((call) => call.method === method);

test('as static files it plays from any WHEP server, and leaves nothing there', async () => {
  await play(page, 'cam1');
  await play(page, 'cam2');
  expect(await cameras.sessions()).toBe(1);
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
  await waitUntil('no session', async () => (await cameras.sessions()) === 0);
  expect(await nativePeerCount(page)).toBe(0);
});

test('a connection whose network is lost is mended by an ICE restart, in the same session', async () => {
  await play(page, 'cam1');
  const since = cameras.calls.length;
  const ufrag = (): Promise<string | undefined> =>
    page.evaluate(() => /a=ice-ufrag:(\S+)/.exec([...window.activePeerConnections.values()][0]?.currentRemoteDescription?.sdp ?? '')?.[1]);
  const before = await ufrag();
  await cameras.sleep(true);
  try {
    await waitUntil('the ICE restart', () => asked('PATCH', since).length > 0, 30_000);
  } finally {
    await cameras.sleep(false);
  }
  await waitUntil('the answer to the restart', async () => (await ufrag()) !== before);
  await waitUntil('the connection', () => page.evaluate(() => [...window.activePeerConnections.values()][0]?.connectionState === 'connected'));
  expect(await moves(page)).toBe(true);
  expect(asked('POST', since)).toEqual([]);
  expect(asked('PATCH', since)[0]?.body).toMatch(/a=candidate:/);
});

test('where the server cannot restart ICE, the camera is begun anew at once, and nobody hears of a failure', async () => {
  await play(page, 'cam1');
  // As our camera server answers: what came is taken for candidates.
  refuse = ({ method }) => (method === 'PATCH' ? 204 : undefined);
  const since = cameras.calls.length;
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => seen.at(-1) !== dataset.state && seen.push(dataset.state ?? '')).observe(document.documentElement, { attributes: true });
  });
  await cameras.sleep(true);
  try {
    await waitUntil('the ICE restart', () => asked('PATCH', since).length > 0, 30_000);
  } finally {
    await cameras.sleep(false);
  }
  await waitUntil('the new session', () => asked('POST', since).length > 0, 5_000);
  await phaseIs(page, 'playing');
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual(['connecting', 'playing']);
  expect(asked('DELETE', since)).toHaveLength(1);
  expect(await cameras.sessions()).toBe(1);
  expect(await moves(page)).toBe(true);
});

test('a picture that stands still is noticed, said, and tried again', async () => {
  await play(page, 'cam1');
  const since = cameras.calls.length;
  await cameras.freeze(true);
  try {
    await phaseIs(page, 'failed', 30_000);
    expect((await stateOf(page)).reason).toBe('frozen');
    await waitUntil('the old session to be deleted', () => asked('DELETE', since).length > 0);
  } finally {
    await cameras.freeze(false);
  }
  await phaseIs(page, 'playing');
  expect((await stateOf(page)).registered).toEqual(['cam1']);
});

test('a server that fails is tried again, later and later', async () => {
  refuse = ({ method }) => (method === 'POST' ? 503 : undefined);
  const since = cameras.calls.length;
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed');
  expect(await stateOf(page)).toMatchObject({ reason: 'server-error', registered: [] });
  await waitUntil('three attempts', () => asked('POST', since).length >= 3, 30_000);
  refuse = () => undefined;
  await phaseIs(page, 'playing', 30_000);
  expect(await nativePeerCount(page)).toBe(1);
});

test('why it fails stays on the screen while it is tried again, and so does the focus; the seconds are counted down', async () => {
  let hangs = false;
  refuse = ({ method }) => (method === 'POST' ? (hangs ? 'hang' : 503) : undefined);
  await page.goto(`${cameras.url}?lang=en`);
  await page.waitForSelector('[data-camera]');
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed');
  await page.focus('[data-action="retry"]');
  const since = cameras.calls.length;
  const told = new Set<string>();
  await waitUntil('two more attempts', async () => {
    const { words, focus, reason } = await page.evaluate(() => ({
      words: document.querySelector('[data-retry]')?.textContent ?? '',
      focus: (document.activeElement as HTMLElement).dataset.action,
      reason: document.querySelector<HTMLElement>('[data-reason]')?.dataset.reason,
    }));
    expect([focus, reason]).toEqual(['retry', 'server-error']);
    told.add(words);
    hangs = asked('POST', since).length >= 2;
    return asked('POST', since).length >= 3 && words === 'Trying again…';
  }, 30_000);
  expect([...told]).toEqual(expect.arrayContaining(['Next try in 2 s.', 'Next try in 1 s.', 'Trying again…']));
  // A new camera, or a stop, is another matter.
  await page.click('[data-action="stop"]');
  expect((await stateOf(page)).reason).toBeUndefined();
  refuse = () => undefined;
  await play(page, 'cam2');
  expect((await stateOf(page)).reason).toBeUndefined();
});

test.each([
  [404, 'not-found'],
  [401, 'unauthorised'],
  [400, 'refused-offer'],
])('a server that says %i is not asked again', async (status, reason) => {
  refuse = ({ method }) => (method === 'POST' ? status : undefined);
  const since = cameras.calls.length;
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(asked('POST', since)).toHaveLength(1);
  expect(await stateOf(page)).toMatchObject({ phase: 'failed', reason, registered: [] });
  expect(await page.$eval('[data-reason]', (card) => card.textContent)).toContain('as the test wants it');
});

test('signing in plays, with the header the server wants', async () => {
  const wanted = `Basic ${Buffer.from('admin:geheim').toString('base64')}`;
  refuse = ({ path, headers }) => (path.includes('/whep') && headers.authorization !== wanted ? 401 : undefined);
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed');
  await page.type('[name="user"]', 'admin');
  await page.type('[name="password"]', 'geheim');
  await page.click('.sign-in [type="submit"]');
  await phaseIs(page, 'playing');
});

test('a server that takes no candidates gets them with the offer the next time', async () => {
  refuse = ({ method }) => (method === 'PATCH' ? 405 : undefined);
  await play(page, 'cam1');
  const since = cameras.calls.length;
  refuse = ({ method }) => (method === 'POST' ? 500 : undefined);
  await cameras.freeze(true);
  await phaseIs(page, 'failed', 30_000);
  await cameras.freeze(false);
  refuse = () => undefined;
  await phaseIs(page, 'playing', 30_000);
  expect(asked('POST', since).at(-1)?.body).toMatch(/a=candidate:/);
  expect(asked('PATCH', since)).toEqual([]);
});

test('nobody watches, nobody asks: a hidden page waits with its next attempt', async () => {
  refuse = ({ method }) => (method === 'POST' ? 503 : undefined);
  await page.click('[data-camera="cam1"]');
  await phaseIs(page, 'failed');
  const other = await launched.browser.newPage();
  await other.bringToFront();
  await waitUntil('the page to be hidden', () => page.evaluate(() => document.hidden));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const since = cameras.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  expect(asked('POST', since)).toEqual([]);
  refuse = () => undefined;
  await other.close();
  await page.bringToFront();
  await phaseIs(page, 'playing');
});

// Its session stays, so it comes last.
test('while a server is waited for, nothing watches the closed connection any more', async () => {
  await play(page, 'cam1');
  await page.evaluate(() => {
    const { prototype } = RTCPeerConnection;
    const native = prototype.getStats;
    Object.assign(window, { statsOfClosed: 0 });
    prototype.getStats = function counting(this: RTCPeerConnection, ...args: []) {
      if (this.signalingState === 'closed') (window as unknown as { statsOfClosed: number }).statsOfClosed += 1;
      return native.apply(this, args);
    };
  });
  refuse = ({ method }) => (method === 'DELETE' ? 'hang' : undefined);
  const since = cameras.calls.length;
  await page.click('[data-action="stop"]');
  await waitUntil('the DELETE', () => asked('DELETE', since).length > 0);
  // The viewer waits for two seconds, and its poller would ask each second.
  await new Promise((resolve) => setTimeout(resolve, 1_800));
  expect(await page.evaluate(() => (window as unknown as { statsOfClosed: number }).statsOfClosed)).toBe(0);
});

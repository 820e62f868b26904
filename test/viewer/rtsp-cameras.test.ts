import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nativePeerCount } from '../support/native-count.ts';
import { startRtspCamera, type RtspCamera } from '../support/rtsp-camera.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startRealViewer, type RealViewer } from './real-viewer.ts';
import { moves, phaseIs, play, stateOf } from './viewer-page.ts';

let camera: RtspCamera;
let viewer: RealViewer;
let page: Page;

beforeAll(async () => {
  camera = await startRtspCamera();
  viewer = await startRealViewer({
    good: `rtsp://${camera.host}/cam`,
    refused: 'rtsp://127.0.0.1:9/cam',
    missing: `rtsp://${camera.host}/nowhere`,
    password: `rtsp://admin:hunter2@${camera.host}/auth`,
    hanging: `rtsp://${camera.host}/hang`,
  });
});
afterAll(async () => {
  await viewer?.close();
  await camera?.close();
});
afterEach(async () => {
  await page.close();
  await viewer.reset();
});

async function nothingIsLeft(): Promise<void> {
  expect((await stateOf(page)).registered).toEqual([]);
  expect(await nativePeerCount(page)).toBe(0);
  await waitUntil('no session', async () => (await viewer.sessions()).length === 0);
  await waitUntil('no FFmpeg', async () => (await viewer.ffmpegs()).length === 0);
}

describe('3. failing camera', () => {
  test.each([
    ['refused', 'camera-refused'],
    ['missing', 'camera-not-found'],
    ['password', 'camera-unauthorised'],
    ['hanging', 'camera-no-answer'],
  ])('%s: says so, and nothing is left; a good camera plays next', async (name, reason) => {
    page = await viewer.open();
    await play(page, 'good');
    await page.click(`[data-camera="${name}"]`);
    await phaseIs(page, 'failed', 25_000);
    expect((await stateOf(page)).reason).toBe(reason);
    const words = await page.$eval('.failure', (card) => card.textContent ?? '');
    expect(words).not.toContain('hunter2');
    await page.click('[data-action="stop"]');
    await phaseIs(page, 'stopped');
    await nothingIsLeft();
    await play(page, 'good');
    expect(await moves(page)).toBe(true);
  });

  test('a camera that hangs can be left, and is released too when its answer comes', async () => {
    page = await viewer.open();
    await page.click('[data-camera="hanging"]');
    await waitUntil('the offer', () => page.evaluate(() => window.counted.offers === 1));
    await play(page, 'good');
    await waitUntil('only the good session', async () => (await viewer.sessions()).join() === 'good');
    await waitUntil('only the good FFmpeg', async () => (await viewer.ffmpegs()).join() === 'good');
    expect(await nativePeerCount(page)).toBe(1);
  });

  test('stopping a camera that hangs takes its FFmpeg along at once', async () => {
    page = await viewer.open();
    await page.click('[data-camera="hanging"]');
    await waitUntil('its FFmpeg', async () => (await viewer.ffmpegs()).length === 1);
    await page.click('[data-action="stop"]');
    // Its POST would be answered after six seconds, and FFmpeg stay for a minute.
    await waitUntil('no FFmpeg', async () => (await viewer.ffmpegs()).length === 0, 4_000);
  });

  test('the button tries them all', async () => {
    page = await viewer.open('?failing=refused,missing,password,hanging');
    await page.click('[data-scenario="failing"] button');
    const result = (): Promise<string | undefined> => page.$eval('[data-scenario="failing"]', (row) => (row as HTMLElement).dataset.result);
    await waitUntil('its end', async () => ['pass', 'fail', 'incomplete'].includes((await result()) ?? ''), 60_000);
    const checks = await page.$$eval('[data-scenario="failing"] li', (rows) => rows.map((row) => `${row.querySelector('b')?.textContent}${(row as HTMLElement).dataset.check} ${(row as HTMLElement).dataset.result}`));
    expect(checks.filter((check) => !check.endsWith('pass'))).toEqual([]);
    // One that the server does not know, one where nobody listens, and the four that were named.
    expect(checks.filter((check) => check.includes('reason-told'))).toHaveLength(6);
    expect(await page.$$eval('[data-camera]', (buttons) => buttons.length)).toBe(5);
  }, 90_000);
});

describe('a camera of one’s own', () => {
  const openForm = async (): Promise<void> => {
    await page.click('[data-section="own"] summary');
    await page.waitForSelector('.own');
  };
  const add = async (name: string, url: string): Promise<void> => {
    for (const [field, text] of [['name', name], ['url', url]] as const) {
      await page.$eval(`.own [name="${field}"]`, (input) => ((input as HTMLInputElement).value = ''));
      await page.type(`.own [name="${field}"]`, text);
    }
    await page.click('.own [type="submit"]');
  };
  const complaint = (): Promise<string> => waitUntil('a complaint', () => page.$eval('.own', (form) => form.querySelector('[role="alert"]')?.textContent ?? undefined));

  test('is added by its address, plays, survives a reload, and can be removed', async () => {
    page = await viewer.open('?lang=en');
    await openForm();
    await add('yard', `rtsp://admin:secret@${camera.host}/auth`);
    await page.waitForSelector('[data-camera="yard"]');
    await play(page, 'yard');
    expect(await moves(page)).toBe(true);
    await page.reload();
    await page.waitForSelector('[data-camera="yard"]');
    await openForm();
    await page.click('[aria-label="Remove yard"]');
    await waitUntil('it to be gone', async () => (await page.$('[data-camera="yard"]')) === null);
    expect(await (await fetch(`${viewer.gateway.whepUrl}/config.json`)).text()).not.toContain('yard');
  });

  test.each([
    ['yard 1', 'rtsp://host/a', 'A name is'],
    ['good', 'rtsp://host/a', 'There is a camera of this name'],
    ['yard', 'http://host/a', 'An address begins with rtsp://'],
    ['yard', 'file:///etc/passwd', 'An address begins with rtsp://'],
    ['yard', 'rtsp://host/a|b', 'The server refused it'],
  ])('%s at %s is refused: %s', async (name, url, words) => {
    page = await viewer.open('?lang=en');
    await openForm();
    await add(name, url);
    expect(await complaint()).toContain(words);
    expect(await page.$$eval('[data-camera]', (buttons) => buttons.length)).toBe(5);
  });
});

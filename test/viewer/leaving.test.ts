import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { startRealViewer, type RealViewer } from './real-viewer.ts';
import { moves, phaseIs, play, stateOf } from './viewer-page.ts';

let viewer: RealViewer;
let page: Page;

beforeAll(async () => {
  viewer = await startRealViewer();
});
afterAll(() => viewer?.close());
afterEach(async () => {
  if (!page.isClosed()) await page.close();
  await viewer.reset();
});

/** Keeps the count of DELETEs where it outlives the page. */
async function watchDeletes(): Promise<() => Promise<number>> {
  await page.evaluate(() => addEventListener('pagehide', () => sessionStorage.setItem('deletes', String(window.counted.deletes))));
  return () => page.evaluate(() => Number(sessionStorage.getItem('deletes')));
}

async function leave(): Promise<void> {
  await page.goto(`${viewer.gateway.whepUrl}/config.json`);
}

test('leaving the page ends session and FFmpeg; coming back plays on, from the back/forward cache', async () => {
  page = await viewer.open();
  await play(page, 'cam2');
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => (document.title = `persisted ${persisted}`));
  });
  const deletes = await watchDeletes();
  await leave();
  await waitUntil('no session', async () => (await viewer.sessions()).length === 0);
  await waitUntil('no FFmpeg', async () => (await viewer.ffmpegs()).length === 0);
  expect(await deletes()).toBe(1);

  await page.goBack();
  expect(await page.title()).toBe('persisted true');
  await phaseIs(page, 'playing');
  expect((await stateOf(page)).registered).toEqual(['cam2']);
  expect(await moves(page)).toBe(true);
  expect(await viewer.sessions()).toEqual(['cam2']);
});

test('a camera that was stopped stays stopped when the page comes back', async () => {
  page = await viewer.open();
  await play(page, 'cam1');
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
  await leave();
  await page.goBack();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await stateOf(page)).toMatchObject({ phase: 'stopped', registered: [] });
});

test('closing the tab ends session and FFmpeg', async () => {
  page = await viewer.open();
  await play(page, 'cam1');
  await page.close({ runBeforeUnload: true });
  // Without the DELETE the server would wait five seconds for news of the viewer, and then a minute for another.
  await waitUntil('no session', async () => (await viewer.sessions()).length === 0, 4_000);
  await waitUntil('no FFmpeg', async () => (await viewer.ffmpegs()).length === 0, 4_000);
});

test('a camera left without a network is ended on the server when that is back', async () => {
  page = await viewer.open();
  await play(page, 'cam1');
  const deletes = (): Promise<number> => page.evaluate(() => window.counted.deletes);
  await page.setOfflineMode(true);
  await page.click('[data-camera="cam2"]');
  await phaseIs(page, 'failed');
  expect((await stateOf(page)).reason).toBe('unreachable');
  expect(await viewer.ffmpegs()).toEqual(['cam1']);
  const before = await deletes();
  await page.setOfflineMode(false);
  await waitUntil('only the new camera', async () => (await viewer.ffmpegs()).join() === 'cam2' && (await viewer.sessions()).join() === 'cam2');
  expect(await deletes()).toBe(before + 1);
  await phaseIs(page, 'playing');
  // Nothing is sent a second time.
  await page.setOfflineMode(true);
  await page.setOfflineMode(false);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await deletes()).toBe(before + 1);
});

test('keep-on-pagehide: nobody tells the server, and FFmpeg goes on', async () => {
  page = await viewer.open('?fault=keep-on-pagehide');
  await play(page, 'cam1');
  const deletes = await watchDeletes();
  await leave();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await deletes()).toBe(0);
  expect(await viewer.ffmpegs()).toEqual(['cam1']);
});

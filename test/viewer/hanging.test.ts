import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startRtspCamera, type RtspCamera } from '../support/rtsp-camera.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startRealViewer, type RealViewer } from './real-viewer.ts';

const HANGING = ['hang1', 'hang2', 'hang3', 'hang4', 'hang5', 'hang6'];
const GOOD = ['good1', 'good2', 'good3'];

let camera: RtspCamera;
let viewer: RealViewer;
let page: Page;

beforeAll(async () => {
  camera = await startRtspCamera();
  viewer = await startRealViewer({
    ...Object.fromEntries(HANGING.map((name) => [name, `rtsp://${camera.host}/hang`])),
    ...Object.fromEntries(GOOD.map((name) => [name, 'demo'])),
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

const shown = (row: string): Promise<string | undefined> => page.$eval(`.count[data-row="${row}"]`, (count) => (count as HTMLElement).dataset.value);

test('six cameras that hang hold up neither what is asked beside them nor the cameras that play', async () => {
  page = await viewer.open('?layout=9');
  await waitUntil('four offers', () => page.evaluate(() => window.counted.offers >= 4));
  // Each of them holds a connection of the browser for seconds; the list of processes needs one too.
  await waitUntil('the monitor to count the FFmpegs', async () => Number(await shown('ffmpeg')) > 0, 5_000);
  expect(await page.evaluate(() => window.counted.offers)).toBe(4);
  await waitUntil('the good ones to play', () => page.$$eval('.tile[data-state="playing"]', (tiles) => tiles.length === 3));
});

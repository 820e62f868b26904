import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { waitUntil } from '../support/wait-until.ts';
import { startBrowserCamera, type BrowserCamera } from './browser-camera.ts';
import { phaseIs, play, stateOf } from './viewer-page.ts';

let launched: LaunchedBrowser;
let cameras: BrowserCamera;
let page: Page;

beforeAll(async () => {
  launched = await launchBrowser({ headless: true });
  cameras = await startBrowserCamera(({ path }) => (path.startsWith('/cam4/whep') ? 404 : undefined));
});
afterAll(async () => {
  await launched?.close();
  await cameras?.close();
});
beforeEach(async () => {
  page = await launched.browser.newPage();
});
afterEach(() => page.close());

async function open(query = ''): Promise<void> {
  await page.goto(`${cameras.url}${query}`);
  await page.waitForSelector('[data-camera]');
}
const shownIn = (): Promise<string[]> => page.$$eval('.tile', (tiles) => tiles.map((tile) => `${tile.getAttribute('data-camera-shown')} ${tile.getAttribute('data-state')}`));

/** The mean brightness, 0 to 255, of a part of pictures. Runs in the page. */
async function brightnessIn(pictures: readonly string[], part: { left: number; top: number; width: number; height: number }): Promise<number[]> {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  const found: number[] = [];
  for (const data of pictures) {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type: 'image/jpeg' }));
    // Its lower middle: the caption lies above.
    const [x, y] = [part.left + part.width * 0.3, part.top + part.height * 0.5];
    context.drawImage(picture, x * picture.width, y * picture.height, part.width * 0.4 * picture.width, part.height * 0.3 * picture.height, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    found.push((red + green + blue) / 3);
  }
  return found;
}

describe('a switch', () => {
  test('shows a picture in every frame, and nothing moves', async () => {
    await open();
    await play(page, 'cam1');
    const watched = page.evaluate(
      () =>
        new Promise<{ frames: number; black: number; boxes: number; covered: number }>((resolve) => {
          const video = document.querySelector('video');
          const cover = document.querySelector('canvas');
          const boxes = new Set<string>();
          let [frames, black, covered] = [0, 0, 0];
          const look = (): void => {
            frames += 1;
            const isCovered = cover?.hidden === false && cover.width > 0;
            if (isCovered) covered += 1;
            // What the user sees is the cover if it is there, else the video.
            if (!isCovered && (video?.readyState ?? 0) < 2) black += 1;
            const { x, y, width, height } = document.querySelector('.tile')?.getBoundingClientRect() ?? new DOMRect();
            boxes.add([x, y, width, height].join());
            const { state, shown } = document.documentElement.dataset;
            if (state === 'playing' && shown === 'cam2') resolve({ frames, black, boxes: boxes.size, covered });
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
    );
    await page.click('[data-camera="cam2"]');
    const { frames, black, boxes, covered } = await watched;
    expect(frames).toBeGreaterThan(3);
    expect(covered).toBeGreaterThan(1);
    expect(black).toBe(0);
    expect(boxes).toBe(1);
    // The cover's bitmap is given back.
    await waitUntil('the cover to go', () => page.$eval('canvas', ({ width, hidden }) => width === 0 && hidden), 2_000);
  });

  test('keeps its cover until the picture is on the screen for certain', async () => {
    await open();
    await play(page, 'cam1');
    const covered = page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          const { dataset } = document.documentElement;
          const watcher = new MutationObserver(() => dataset.state === 'playing' && resolve(document.querySelector('canvas')?.hidden === false));
          document.querySelector<HTMLElement>('[data-camera="cam2"]')?.click();
          watcher.observe(document.documentElement, { attributes: true, attributeFilter: ['data-state'] });
        }),
    );
    expect(await covered).toBe(true);
  });

  test('shows no black picture on the screen, from first to last', async () => {
    await page.setViewport({ width: 500, height: 420 });
    await open();
    await play(page, 'cam1');
    const cast = await page.createCDPSession();
    const frames: string[] = [];
    cast.on('Page.screencastFrame', ({ data, sessionId }) => {
      frames.push(data);
      void cast.send('Page.screencastFrameAck', { sessionId });
    });
    await cast.send('Page.startScreencast', { format: 'jpeg', quality: 60, maxWidth: 250, maxHeight: 210 });
    for (const camera of ['cam2', 'cam1', 'cam2', 'cam1', 'cam2', 'cam1']) {
      await play(page, camera);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await cast.send('Page.stopScreencast');
    expect(frames.length).toBeGreaterThan(30);
    const tile = await page.$eval('.tile', (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { left: left / innerWidth, top: top / innerHeight, width: width / innerWidth, height: height / innerHeight };
    });
    const brightness = await page.evaluate(brightnessIn, frames, tile);
    // The cameras' picture is a colour of 40 percent lightness; a screen without one is #0d0e10.
    expect(brightness.filter((one) => one < 30)).toEqual([]);
  });

  test('is told to a screen reader', async () => {
    await open();
    await play(page, 'cam2');
    expect(await page.$eval('[role="status"]', (status) => status.textContent)).toBe('cam2: playing');
    expect(await page.$eval('[data-camera="cam2"]', (button) => button.getAttribute('aria-pressed'))).toBe('true');
  });
});

describe('the keyboard', () => {
  test('chooses by number, steps by arrow, and stops', async () => {
    await open();
    const waitFor = (camera: string): Promise<unknown> => waitUntil(camera, async () => (await stateOf(page)).camera === camera);
    await page.keyboard.press('3');
    await waitFor('cam3');
    await phaseIs(page, 'playing');
    await page.keyboard.press('ArrowLeft');
    await waitFor('cam2');
    await page.keyboard.press('ArrowLeft');
    await waitFor('cam1');
    await page.keyboard.press('ArrowLeft');
    await waitFor('cam4');
    await page.keyboard.press('ArrowRight');
    await waitFor('cam1');
    await page.keyboard.press('Escape');
    await phaseIs(page, 'stopped');
  });
});

describe('several screens', () => {
  test('play a camera each, one connection each, and one that fails harms no other', async () => {
    await open('?layout=4');
    await waitUntil('all screens to have settled', async () => {
      const states = await shownIn();
      return states.join() === 'cam1 playing,cam2 playing,cam3 playing,cam4 failed';
    });
    expect((await stateOf(page)).registered.toSorted()).toEqual(['cam1', 'cam2', 'cam3']);
  });

  test('the first plays the camera that the address names, and each camera is there once', async () => {
    await open('?layout=4&camera=cam3');
    await waitUntil('all screens to have settled', async () => (await shownIn()).join() === 'cam3 playing,cam2 playing,cam1 playing,cam4 failed');
  });

  test('a camera on show elsewhere is selected there, not opened twice', async () => {
    await open('?layout=4&cameras=cam1,cam2');
    await waitUntil('both to play', async () => (await shownIn()).slice(0, 2).join() === 'cam1 playing,cam2 playing');
    const before = cameras.calls.length;
    await page.click('[data-camera="cam2"]');
    await waitUntil('the second screen to be selected', async () => (await page.$eval('.tile[aria-current]', (tile) => tile.getAttribute('data-tile'))) === '1');
    expect(cameras.calls.slice(before).filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('going back to one screen keeps the camera that was looked at, and releases the others', async () => {
    await open('?layout=4&cameras=cam1,cam2,cam3');
    await waitUntil('all to play', async () => (await shownIn()).slice(0, 3).every((state) => state.endsWith('playing')));
    await page.click('[data-tile="2"]');
    await page.click('[data-layout="1"]');
    await waitUntil('the camera on the one screen', async () => (await shownIn()).join() === 'cam3 playing');
    await waitUntil('one connection', async () => (await stateOf(page)).registered.join() === 'cam3');
    await waitUntil('one session', async () => (await cameras.sessions()) === 1);
  });
});

describe('an address that cannot be followed', () => {
  const notices = (): Promise<string[]> => page.$$eval('.notices li', (items) => items.map(({ textContent }) => textContent ?? ''));

  test('is told of, with what it could be, until that has been read', async () => {
    await open('?lang=en&cameras=cam1&fault=keep-peer,nonsense&grid=7');
    expect(await notices()).toEqual([expect.stringMatching(/fault=nonsense.*keep-peer, /), expect.stringMatching(/grid.*cameras, /)]);
    await page.click('[data-action="dismiss"]');
    await waitUntil('it to be gone', async () => (await notices()).length === 0);
  });

  test('is told of where it names no camera server and none delivered the page', async () => {
    await open('?lang=en');
    expect(await notices()).toEqual([expect.stringMatching(/whep=/)]);
    await open('?lang=en&cameras=cam1');
    expect(await notices()).toEqual([]);
  });
});

describe('the look', () => {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

  test.each([
    ['en', 'light', 1_200],
    ['zh', 'dark', 1_200],
    ['zh', 'light', 420],
    ['en', 'dark', 420],
  ])('%s, %s, %i px wide: accessible, and nothing sticks out', async (lang, theme, width) => {
    await page.setViewport({ width, height: 800 });
    await open(`?lang=${lang}&theme=${theme}&layout=4`);
    await waitUntil('the screens to settle', async () => (await shownIn()).join().includes('cam4 failed'));
    if (width < 800) await page.click('[data-action="panel"]');
    await page.evaluate(await readFile(axe, 'utf8'));
    const violations = await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      return (await checker.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    });
    expect(violations).toEqual([]);
    // Below the h1, above the h3 in them.
    expect(await page.$$eval('.section', (sections) => sections.every((section) => section.querySelector('summary h2') !== null))).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang === 'zh' ? 'zh-CN' : 'en');
  });

  test.each([
    [320, 640, 2],
    [700, 700, 3],
  ])('nine screens, %i × %i: %i in a row, whole, each with its words in it', async (width, height, columns) => {
    await page.setViewport({ width, height });
    await open('?layout=9&lang=en');
    await waitUntil('the fourth to fail', async () => (await shownIn()).join().includes('cam4 failed'));
    const tiles = await page.$$eval('.tile', (all) =>
      all.map((tile) => {
        const { x, y, width: wide, height: high } = tile.getBoundingClientRect();
        const card = tile.querySelector('.failure');
        const caption = tile.querySelector('figcaption')?.getBoundingClientRect();
        return { x, y, wide, high, cut: card ? card.scrollHeight - card.clientHeight : 0, caption: (caption?.height ?? 0) / high };
      }),
    );
    expect(new Set(tiles.map(({ x }) => x)).size).toBe(columns);
    for (const [index, { y, wide, high, cut, caption }] of tiles.entries()) {
      expect(wide / high).toBeCloseTo(16 / 9, 1);
      expect(cut).toBeLessThanOrEqual(0);
      expect(caption).toBeLessThan(0.3);
      const above = tiles[index - columns];
      if (above) expect(y - above.y - above.high).toBeLessThan(8);
    }
  });

  test('a name of 64 letters is cut, and is whole in its title', async () => {
    const name = 'a'.repeat(64);
    await page.setViewport({ width: 320, height: 640 });
    await open(`?cameras=cam1,${name}`);
    await play(page, name);
    await page.click('[data-action="panel"]');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    const box = await page.$eval(`[data-camera="${name}"]`, (button) => ({ right: button.getBoundingClientRect().right, title: (button as HTMLElement).title }));
    expect(box.right).toBeLessThanOrEqual(320);
    expect(box.title).toBe(name);
  });

  test('the tools stay where they are during a switch', async () => {
    await page.setViewport({ width: 1_200, height: 800 });
    await open('?lang=en');
    await play(page, 'cam1');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const top = (): Promise<number> => page.$eval('[data-section="scenarios"]', (section) => section.getBoundingClientRect().top);
    const tops = new Set([await top()]);
    for (const camera of ['cam2', 'cam1']) {
      await page.click(`[data-camera="${camera}"]`);
      for (let i = 0; i < 15; i += 1) {
        tops.add(await top());
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    await page.click('[data-action="stop"]');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    tops.add(await top());
    expect([...tops]).toHaveLength(1);
  });

  test('the language can be changed, and is kept', async () => {
    await open('?lang=en');
    await page.click('[data-action="language"]');
    expect(await page.$eval('h1', (title) => title.textContent)).toBe('摄像头');
    await open();
    expect(await page.$eval('h1', (title) => title.textContent)).toBe('摄像头');
  });
});

test('faults can be set in the page and in its address', async () => {
  await open('?fault=keep-peer,keep-ffmpeg');
  const checked = (): Promise<(string | undefined)[]> => page.$$eval('input[data-fault]:checked', (boxes) => boxes.map((box) => (box as HTMLElement).dataset.fault));
  expect(await checked()).toEqual(['keep-peer', 'keep-ffmpeg']);
  await page.click('[data-fault="keep-peer"]');
  await page.click('[data-fault="keep-on-race"]');
  expect(await checked()).toEqual(['keep-ffmpeg', 'keep-on-race']);
});

import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { nativePeerCount } from '../support/native-count.ts';
import { waitUntil } from '../support/wait-until.ts';
import { heapBytes, takeInventory } from './inventory.ts';
import { startRealViewer, type RealViewer } from './real-viewer.ts';
import { moves, phaseIs, play, stateOf } from './viewer-page.ts';

/** Of the long run. */
const SWITCHES = 50;
const MEGABYTE = 1024 * 1024;

let viewer: RealViewer;
let page: Page;

beforeAll(async () => {
  viewer = await startRealViewer();
});
afterAll(() => viewer?.close());
afterEach(async () => {
  await page.close();
  await viewer.reset();
});

/** What must hold while one camera plays, seen from outside the page. */
async function onlyThisCamera(camera: string): Promise<void> {
  expect(await viewer.ffmpegs()).toEqual([camera]);
  expect(await viewer.sessions()).toEqual([camera]);
  expect(await nativePeerCount(page)).toBe(1);
  const inventory = await takeInventory(page);
  // Video, and the silent audio track that every offer asks for.
  expect(inventory).toMatchObject({ openPeers: 1, retainedPeers: 0, liveTracks: 2, registered: 1 });
  expect((await stateOf(page)).registered).toEqual([camera]);
  expect(await moves(page)).toBe(true);
}

describe('1. normal switch', () => {
  test('A, wait, B: of A nothing is left, B plays', async () => {
    page = await viewer.open();
    await play(page, 'cam1');
    await onlyThisCamera('cam1');
    const pid = (await viewer.gateway.processes())[0]?.pid ?? 0;
    await play(page, 'cam2');
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await onlyThisCamera('cam2');
  });
});

describe('2. rapid switching', () => {
  test.each([0, 40, 150])('A, B, C, D, %i ms apart: only D is left', async (betweenMs) => {
    page = await viewer.open();
    for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) {
      await page.click(`[data-camera="${camera}"]`);
      await new Promise((resolve) => setTimeout(resolve, betweenMs));
    }
    await waitUntil('cam4 to play', async () => {
      const state = await stateOf(page);
      return state.phase === 'playing' && state.camera === 'cam4';
    });
    await onlyThisCamera('cam4');
  });

  test('back and forth between two, ending on the one that was playing', async () => {
    page = await viewer.open();
    await play(page, 'cam1');
    await page.evaluate(() => {
      for (const camera of ['cam2', 'cam1', 'cam2', 'cam1']) document.querySelector<HTMLButtonElement>(`[data-camera="${camera}"]`)?.click();
    });
    await waitUntil('cam1 to play', async () => (await stateOf(page)).phase === 'playing');
    await onlyThisCamera('cam1');
  });

  test('a stop while connecting leaves nothing', async () => {
    page = await viewer.open();
    await page.click('[data-camera="cam1"]');
    await waitUntil('the connection to be made', async () => (await stateOf(page)).registered.length === 1);
    await page.click('[data-action="stop"]');
    await phaseIs(page, 'stopped');
    await waitUntil('no session', async () => (await viewer.sessions()).length === 0);
    await waitUntil('no FFmpeg', async () => (await viewer.ffmpegs()).length === 0);
    expect(await nativePeerCount(page)).toBe(0);
  });
});

describe('the buttons in the page', () => {
  const result = (name: string): Promise<string | undefined> => page.$eval(`[data-scenario="${name}"]`, (row) => (row as HTMLElement).dataset.result);
  const run = async (name: string): Promise<string | undefined> => {
    await page.click(`[data-scenario="${name}"] button`);
    return waitUntil(`the scenario ${name}`, async () => {
      const found = await result(name);
      return found !== undefined && found !== 'running' ? found : undefined;
    }, 90_000);
  };
  const failed = (name: string): Promise<string[]> =>
    page.$$eval(`[data-scenario="${name}"] [data-result="fail"]`, (rows) => [...new Set(rows.map((row) => (row as HTMLElement).dataset.check ?? ''))]);

  test('without a fault all four pass, and nobody outside the page sees more than one of anything, nor the heap grow', async () => {
    page = await viewer.open();
    // What is made once is not growth.
    for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) await play(page, camera);
    const before = await heapBytes(page);
    await page.click('[data-action="run-all"]');
    const most = { registered: 0, ffmpegs: 0, looks: 0 };
    await waitUntil('the last scenario', async () => {
      most.registered = Math.max(most.registered, (await stateOf(page)).registered.length);
      most.ffmpegs = Math.max(most.ffmpegs, (await viewer.ffmpegs()).length);
      most.looks += 1;
      return ['pass', 'fail', 'incomplete'].includes((await result('long')) ?? '');
    }, 110_000);
    expect(most).toEqual({ registered: 1, ffmpegs: 1, looks: expect.any(Number) });
    expect(most.looks).toBeGreaterThan(SWITCHES);
    expect(await Promise.all(['normal', 'rapid', 'failing', 'long'].map(result))).toEqual(['pass', 'pass', 'pass', 'pass']);
    await waitUntil('no session', async () => (await viewer.sessions()).length === 0);
    expect(await viewer.ffmpegs()).toEqual([]);
    expect(await nativePeerCount(page)).toBe(0);
    expect(await takeInventory(page)).toMatchObject({ openPeers: 0, retainedPeers: 0, liveTracks: 0 });
    expect((await heapBytes(page)) - before).toBeLessThan(MEGABYTE);
  }, 130_000);

  test.each([
    ['keep-peer', 'normal', ['old-closed', 'nothing-comes']],
    ['keep-peer,keep-tracks', 'normal', ['old-closed', 'old-tracks-ended', 'nothing-comes']],
    ['keep-handlers', 'normal', ['old-handlers-null']],
    ['keep-registry', 'normal', ['one-registered', 'nothing-comes']],
    // The end of the connection tells the server, if perhaps too late for FFmpeg.
    ['keep-whep-session', 'normal', expect.arrayContaining(['old-sessions-deleted']) as string[]],
    ['keep-whep-session,keep-peer', 'normal', ['old-closed', 'old-sessions-deleted', 'old-sessions-gone', 'old-ffmpeg-gone', 'nothing-comes']],
    ['keep-ffmpeg', 'normal', ['old-ffmpeg-gone']],
    ['keep-srcobject', 'normal', ['element-empty']],
    ['keep-retry', 'normal', ['old-requests-cancelled']],
    ['keep-poller', 'normal', ['old-watch-ended']],
    ['keep-loop', 'normal', ['old-watch-ended']],
    ['keep-listeners', 'normal', ['old-watch-ended']],
    ['keep-audio-context', 'normal', ['old-sound-closed']],
    ['keep-state', 'normal', ['flags-false']],
    ['keep-on-race', 'rapid', expect.arrayContaining(['old-closed', 'old-tracks-ended', 'old-ffmpeg-gone', 'one-registered']) as string[]],
    ['keep-on-error', 'failing', expect.arrayContaining(['old-closed', 'none-registered']) as string[]],
    ['keep-retry', 'failing', expect.arrayContaining(['old-requests-cancelled', 'nothing-comes']) as string[]],
  ])('with %s the scenario "%s" fails at %j', async (fault, name, checks) => {
    page = await viewer.open(`?fault=${fault}`);
    expect(await run(name)).toBe('fail');
    expect((await failed(name)).toSorted()).toEqual(Array.isArray(checks) ? checks.toSorted() : checks);
  });

  test.each(['keep-tracks', 'keep-residual', 'keep-on-error', 'keep-on-race', 'keep-on-unmount', 'keep-on-pagehide'])('that no check of "normal" can see %s is said', async (fault) => {
    page = await viewer.open(`?fault=${fault}`);
    expect(await run('normal')).toBe('pass');
    expect(await page.$eval('[data-scenario="normal"] .unseen', (words) => words.textContent)).toContain(fault);
    expect(await page.$eval('[data-scenario="normal"] .state', (summary) => (summary as HTMLElement).dataset.state)).toBe('near');
  });

  test('cameras that are known to fail are left out of the others', async () => {
    page = await viewer.open('?failing=cam1,cam3');
    expect(await run('normal')).toBe('pass');
    const played = await page.$$eval('[data-scenario="normal"] [data-check="plays"] b', (names) => names.map((name) => name.textContent.trim()));
    expect(played).toEqual(['cam2', 'cam4']);
  });

  test('a camera that somebody else watches is no fault of ours', async () => {
    const other = await viewer.open('?camera=cam4');
    await phaseIs(other, 'playing');
    page = await viewer.open();
    expect(await run('normal')).toBe('pass');
    expect(await run('rapid')).toBe('pass');
    await other.close();
  });

  test('one can be cancelled', async () => {
    page = await viewer.open();
    await page.click('[data-scenario="long"] button');
    await phaseIs(page, 'playing');
    await page.click('[data-action="cancel-scenarios"]');
    await phaseIs(page, 'stopped');
    expect(await result('long')).toBe('cancelled');
    expect(await page.$eval('[data-scenario="long"]', (row) => row.textContent)).toContain('Cancelled');
  });

  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['a click on a camera', () => page.click('[data-camera="cam3"]'), /^playing cam3$/],
    ['a key', () => page.keyboard.press('Escape'), /^stopped /],
    ['another layout', () => page.click('.segmented [data-layout="4"]'), /^playing /],
  ])('%s during a run interrupts it, and is done', async (_, act, then) => {
    page = await viewer.open('?lang=en');
    await page.click('[data-scenario="long"] button');
    await phaseIs(page, 'playing');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await act();
    await waitUntil('its end', async () => (await result('long')) === 'interrupted', 5_000);
    expect(await page.$eval('[data-scenario="long"]', (row) => row.textContent)).toContain('Interrupted');
    const isThere = async (): Promise<boolean> => {
      const { phase, camera } = await stateOf(page);
      return then.test(`${phase} ${camera}`);
    };
    await waitUntil('what was asked for', isThere);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(await isThere()).toBe(true);
    expect(await page.$('[data-action="cancel-scenarios"]')).toBeNull();
  });

  test('it goes on while its section is folded', async () => {
    page = await viewer.open();
    await page.click('[data-scenario="normal"] button');
    await page.click('[data-section="scenarios"] summary');
    await waitUntil('its end', async () => (await page.$('[data-scenario="normal"]')) === null && (await stateOf(page)).phase === 'stopped');
    await page.click('[data-section="scenarios"] summary');
    await waitUntil('its result', async () => (await page.$('[data-scenario="normal"]')) !== null && (await result('normal')) === 'pass');
  });
});

import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/viewer/faults.ts';
import { waitUntil } from '../support/wait-until.ts';
import { takeInventory } from './inventory.ts';
import { leftovers, NOTHING, type Leftovers } from './leftovers.ts';
import { startRealViewer, type RealViewer } from './real-viewer.ts';
import { phaseIs, play, stateOf } from './viewer-page.ts';

let viewer: RealViewer;
let page: Page;
let nothing: Leftovers;

beforeAll(async () => {
  viewer = await startRealViewer();
  page = await viewer.open();
  // The browser's own machinery may listen too.
  nothing = { ...NOTHING, listeners: (await takeInventory(page)).listeners };
  await page.close();
});
afterAll(() => viewer?.close());
afterEach(async () => {
  await page.close();
  await viewer.reset();
});

describe('cam1, cam2, stop', () => {
  const cases: readonly (readonly [readonly Fault[], Partial<Leftovers>])[] = [
    [[], {}],
    [['keep-peer'], { openPeers: 2 }],
    // close() ends what it received, so alone it leaves work undone and nothing alive.
    [['keep-tracks'], { unstoppedTracks: 4 }],
    [['keep-tracks', 'keep-peer'], { unstoppedTracks: 4, openPeers: 2, liveTracks: 4 }],
    [['keep-srcobject'], { fullElements: 1 }],
    [['keep-registry'], { registered: 2, retainedPeers: 2 }],
    // The end of the connection tells the server, if perhaps too late for FFmpeg; without that the session stays, and FFmpeg with it.
    [['keep-whep-session'], { missingDeletes: 2, ffmpegs: expect.any(Number) as number }],
    [['keep-whep-session', 'keep-peer'], { missingDeletes: 2, openPeers: 2, sessions: 2, ffmpegs: 2 }],
    [['keep-ffmpeg'], { ffmpegs: 2 }],
    [['keep-poller'], { pollsClosed: true, retainedPeers: 2 }],
    [['keep-loop'], { retainedPeers: 2 }],
    [['keep-listeners'], { listeners: 2, retainedPeers: 2 }],
    [['keep-audio-context'], { audioContexts: 2 }],
    [['keep-state'], { flags: 1 }],
    [['keep-residual', 'keep-retry', 'keep-on-error', 'keep-on-race', 'keep-on-unmount', 'keep-on-pagehide'], {}],
  ];

  test.each(cases)('%j', async (faults, left) => {
    page = await viewer.open(`?fault=${faults.join()}`);
    await play(page, 'cam1');
    await play(page, 'cam2');
    await page.click('[data-action="stop"]');
    await phaseIs(page, 'stopped');
    expect(await leftovers(page, viewer)).toEqual({ ...nothing, ...left, listeners: nothing.listeners + (left.listeners ?? 0) });
  });
});

/** Handlers that are still set on the first camera's connection after a switch. It is held by the test, or it would be collected. */
test.each<[Fault[], string[]]>([
  [[], []],
  [['keep-handlers'], ['onconnectionstatechange', 'onicecandidate', 'ontrack']],
])('%j: handlers on the old connection', async (faults, left) => {
  page = await viewer.open(`?fault=${faults.join()}`);
  await play(page, 'cam1');
  const old = await page.evaluateHandle(() => window.activePeerConnections.get('cam1') as RTCPeerConnection);
  await play(page, 'cam2');
  const handlers = await old.evaluate((peer) => {
    const names: string[] = [];
    for (const name in peer) if (name.startsWith('on') && peer[name as keyof RTCPeerConnection] !== null) names.push(name);
    return names.sort();
  });
  expect(handlers).toEqual(left);
});

test.each<[Fault[], number]>([
  [[], 1],
  [['keep-loop'], 3],
])('%j: callbacks a frame on the third camera', async (faults, loops) => {
  page = await viewer.open(`?fault=${faults.join()}`);
  for (const camera of ['cam1', 'cam2', 'cam3']) await play(page, camera);
  const perFrame = await page.evaluate(async () => {
    const video = document.querySelector('video');
    const frames = (): number => video?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    const [calls, shown] = [window.counted.frameCallbacks, frames()];
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return (window.counted.frameCallbacks - calls) / (frames() - shown);
  });
  expect(perFrame).toBeGreaterThan(loops - 0.5);
  expect(perFrame).toBeLessThan(loops + 0.5);
});

describe('cam1 to cam4 at once', () => {
  async function rush(faults: readonly Fault[]): Promise<void> {
    page = await viewer.open(`?fault=${faults.join()}`);
    await page.evaluate(() => {
      for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) document.querySelector<HTMLButtonElement>(`[data-camera="${camera}"]`)?.click();
    });
    await waitUntil('cam4 to play', async () => (await stateOf(page)).phase === 'playing');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  const open = async (): Promise<{ open: number; registered: number }> => {
    const { openPeers, registered } = await takeInventory(page);
    return { open: openPeers, registered };
  };

  test('only the last is there', async () => {
    await rush([]);
    expect(await open()).toEqual({ open: 1, registered: 1 });
  });

  test('keep-on-race leaves the others too, until the next clean-up sweeps them', async () => {
    await rush(['keep-on-race']);
    expect(await open()).toEqual({ open: 4, registered: 4 });
    await page.click('[data-action="stop"]');
    await phaseIs(page, 'stopped');
    expect(await open()).toEqual({ open: 0, registered: 0 });
  });

  test('keep-residual leaves them for good', async () => {
    await rush(['keep-on-race', 'keep-residual']);
    await page.click('[data-action="stop"]');
    await phaseIs(page, 'stopped');
    expect(await open()).toEqual({ open: 3, registered: 3 });
  });
});

test.each<[Fault[], number]>([
  [[], 1],
  [['keep-on-unmount'], 4],
])('%j: from four screens back to one', async (faults, peers) => {
  page = await viewer.open(`?layout=4&fault=${faults.join()}`);
  const playing = (): Promise<number> => page.$$eval('.tile[data-state="playing"]', (tiles) => tiles.length);
  await waitUntil('four cameras', async () => (await playing()) === 4);
  await page.click('[data-layout="1"]');
  await waitUntil('one screen', () => page.$$eval('.tile', (tiles) => tiles.length === 1));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await takeInventory(page)).openPeers).toBe(peers);
  expect(await viewer.sessions()).toHaveLength(peers);
});

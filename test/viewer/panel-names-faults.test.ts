import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import type { Fault } from '../../src/viewer/faults.ts';
import { CLI, EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { startRtspCamera, type RtspCamera } from '../support/rtsp-camera.ts';
import { waitUntil } from '../support/wait-until.ts';
import { phaseIs, play } from './viewer-page.ts';

/** Of a second, a machine that is busy takes most between two looks. */
const GRACE_MS = 2_000;
/** Longer than the grace time and a sample: whatever the panel will say, it has said by then. */
const SAID_BY_MS = GRACE_MS + 3_000;

/** Nobody listens there until a test says so. */
const LATE_PORT = 18_554;

let launched: LaunchedBrowser;
let late: RtspCamera | undefined;
let gateway: GatewayProcess;
let inspected: InspectedPage;

beforeAll(async () => {
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
  // Nothing listens on the port "tcpmux".
  const cameras = ['cam1=demo', 'cam2=demo', 'cam3=demo', 'cam4=demo', 'dead=rtsp://127.0.0.1:1/dead', `late=rtsp://127.0.0.1:${LATE_PORT}/cam`].flatMap((camera) => ['--camera', camera]);
  gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--allow-origin', `chrome-extension://${launched.extensionId}`, ...cameras], CLI);
});
afterAll(async () => {
  await launched?.close();
  await gateway?.stop();
});
afterEach(async () => {
  await inspected.close();
  await late?.close();
  late = undefined;
});

/** Opens the viewer with the panel on it. */
async function open(faults: readonly Fault[]): Promise<Page> {
  inspected = await inspect(launched, `${gateway.whepUrl}/?fault=${faults.join()}`);
  await inspected.configure({ graceMs: GRACE_MS });
  await inspected.page.waitForSelector('[data-camera]');
  return inspected.page;
}

async function playTwo(page: Page): Promise<void> {
  await play(page, 'cam1');
  await play(page, 'cam2');
}

async function playFourAndStop(page: Page): Promise<void> {
  for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) await play(page, camera);
  await stop(page);
}

async function stop(page: Page): Promise<void> {
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
}

async function rush(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) document.querySelector<HTMLButtonElement>(`button[data-camera="${camera}"]`)?.click();
  });
  await phaseIs(page, 'playing');
}

async function fourScreensThenOne(page: Page): Promise<void> {
  await page.click('[data-layout="4"]');
  await waitUntil('four cameras', () => page.$$eval('.tile[data-state="playing"]', (tiles) => tiles.length === 4));
  await page.click('[data-layout="1"]');
  await waitUntil('one screen', () => page.$$eval('.tile', (tiles) => tiles.length === 1));
}

async function failingCameras(page: Page): Promise<void> {
  await page.click('[data-scenario="failing"] button');
  await waitUntil('the scenario', () => page.$eval('[data-scenario="failing"]', (row) => ['pass', 'fail'].includes((row as HTMLElement).dataset.result ?? '')), 60_000);
}

async function deadCamera(page: Page): Promise<void> {
  await page.click('[data-camera="dead"]');
  await phaseIs(page, 'failed');
}

/** A camera that fails, is stopped, and answers only then. */
async function lateCamera(page: Page): Promise<void> {
  await page.click('[data-camera="late"]');
  await phaseIs(page, 'failed');
  await stop(page);
  late = await startRtspCamera('h264', LATE_PORT);
  await waitUntil('the next attempt to play', () => page.evaluate(() => [...window.activePeerConnections.values()][0]?.connectionState === 'connected'), 40_000);
}

async function leave(page: Page): Promise<void> {
  await play(page, 'cam1');
  await page.goto(`${gateway.whepUrl}/config.json`);
}

async function collect(): Promise<void> {
  await inspected.panel.evaluate(() => document.querySelector<HTMLElement>('[data-action="collect"]')?.click());
}

const said = async (): Promise<string[]> => [...new Set((await inspected.report()).findings.map(({ code }) => code))].sort();

test.each<[Fault[], (page: Page) => Promise<void>, string[]]>([
  [['keep-peer'], playTwo, ['peer-superseded']],
  [['keep-peer', 'keep-tracks'], playTwo, ['peer-superseded']],
  // close() ends the tracks that a connection received: work is left undone, and nothing alive.
  [['keep-tracks'], playTwo, []],
  [['keep-handlers'], playTwo, ['handlers-left']],
  [['keep-registry'], playTwo, ['registry-keeps-closed']],
  [['keep-whep-session'], playTwo, ['whep-not-deleted']],
  [['keep-poller'], playTwo, ['stats-after-close']],
  [['keep-audio-context'], playTwo, ['audio-context-left']],
  [['keep-srcobject'], async (page) => (await playTwo(page), stop(page)), ['element-keeps-stream']],
  [['keep-listeners'], playFourAndStop, ['listener-left']],
  // A callback a frame that only counts is seen by what it holds.
  [['keep-loop'], async (page) => (await playTwo(page), collect()), ['peer-retained']],
  [['keep-on-race'], rush, ['peer-superseded']],
  [['keep-on-unmount'], fourScreensThenOne, ['detached-element', 'peer-unused']],
  [['keep-on-error', 'keep-residual'], deadCamera, ['peer-abandoned']],
  // Alone it leaves nothing: there is nothing to be swept.
  [['keep-residual'], playTwo, []],
  // A flag of the page that is wrong is no object of the browser that stays.
  [['keep-state'], async (page) => (await playTwo(page), stop(page)), []],
  // What the page had goes with it; only the server knows of the viewer that said nothing.
  [['keep-on-pagehide'], leave, []],
])('%j: the panel says so after %o, and nothing else: %j', async (faults, story, codes) => {
  await story(await open(faults));
  await waitUntil(codes.join(), async () => codes.length === 0 || (await said()).length > 0, 30_000).catch(() => undefined);
  const ever = new Set<string>();
  for (const started = Date.now(); Date.now() - started < SAID_BY_MS; await new Promise((resolve) => setTimeout(resolve, 100))) (await said()).forEach((code) => ever.add(code));
  expect(await said()).toEqual(codes);
  // What is found is named rightly at once: a list that changes its mind cannot be read.
  expect([...ever].toSorted()).toEqual(codes);
});

test('keep-on-error alone: the connection that came to nothing is named until the next attempt has swept it', async () => {
  await deadCamera(await open(['keep-on-error']));
  await waitUntil('it to be named', async () => (await said()).join() === 'peer-abandoned', 40_000);
}, 90_000);

test('keep-retry: a camera that comes up after the stop plays in its element as any other, so it is counted and not named', async () => {
  await lateCamera(await open(['keep-retry']));
  await waitUntil('it to be counted', async () => (await inspected.report()).counts.peers === 1, 30_000);
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([]);
}, 120_000);

/** What the viewer's own monitor shows. */
const countsOfPage = (page: Page): Promise<unknown> =>
  page.evaluate(() => Object.fromEntries(['peers', 'tracks'].map((row) => [row, Number(document.querySelector<HTMLElement>(`.count[data-row="${row}"]`)?.dataset.value)])));

test('without a fault it says nothing: after switches, a rush, four screens, a failing camera, and a stop', async () => {
  const page = await open([]);
  await playTwo(page);
  await rush(page);
  await fourScreensThenOne(page);
  await failingCameras(page);
  await play(page, 'cam3');
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([]);
  const { counts } = await inspected.report();
  expect(counts).toMatchObject({ peers: 1, tracks: 1 });
  expect(await countsOfPage(page)).toEqual({ peers: counts.peers, tracks: counts.tracks });
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([]);
});

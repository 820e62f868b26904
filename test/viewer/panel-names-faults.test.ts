import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import type { Fault } from '../../src/viewer/faults.ts';
import { CLI, EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';
import { phaseIs, play } from './viewer-page.ts';

const GRACE_MS = 1_000;
/** Longer than the grace time and a sample: whatever the panel will say, it has said by then. */
const SAID_BY_MS = GRACE_MS + 3_000;

let launched: LaunchedBrowser;
let gateway: GatewayProcess;
let inspected: InspectedPage;

beforeAll(async () => {
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
  gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--allow-origin', `chrome-extension://${launched.extensionId}`], CLI);
});
afterAll(async () => {
  await launched?.close();
  await gateway?.stop();
});
afterEach(() => inspected.close());

/** Opens the viewer with the panel on it, and plays two cameras one after the other. */
async function playTwo(faults: readonly Fault[]): Promise<void> {
  inspected = await inspect(launched, `${gateway.whepUrl}/?fault=${faults.join()}`);
  await inspected.configure({ graceMs: GRACE_MS });
  await inspected.page.waitForSelector('[data-camera]');
  await play(inspected.page, 'cam1');
  await play(inspected.page, 'cam2');
}

const said = async (): Promise<string[]> => [...new Set((await inspected.report()).findings.map(({ code }) => code))].sort();

test.each<[Fault[], string]>([
  [['keep-peer'], 'peer-superseded'],
  [['keep-handlers'], 'handlers-left'],
  [['keep-registry'], 'registry-keeps-closed'],
  [['keep-whep-session'], 'whep-not-deleted'],
  [['keep-poller'], 'stats-after-close'],
  [['keep-audio-context'], 'audio-context-left'],
])('after a switch with %j the panel says %s, and nothing else', async (faults, code) => {
  await playTwo(faults);
  await waitUntil(code, async () => (await said()).includes(code), 30_000);
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([code]);
});

test('after a stop with keep-srcobject the panel says element-keeps-stream, and nothing else', async () => {
  await playTwo(['keep-srcobject']);
  await inspected.page.click('[data-action="stop"]');
  await phaseIs(inspected.page, 'stopped');
  await waitUntil('the finding', async () => (await said()).includes('element-keeps-stream'), 30_000);
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual(['element-keeps-stream']);
});

test('without a fault it says nothing: after switches, a rush, four screens, a failing camera, and a stop', async () => {
  await playTwo([]);
  const { page } = inspected;
  await page.evaluate(() => {
    for (const camera of ['cam1', 'cam2', 'cam3', 'cam4']) document.querySelector<HTMLButtonElement>(`button[data-camera="${camera}"]`)?.click();
  });
  await phaseIs(page, 'playing');
  await page.click('[data-layout="4"]');
  await waitUntil('four cameras', () => page.$$eval('.tile[data-state="playing"]', (tiles) => tiles.length === 4));
  await page.click('[data-layout="1"]');
  await page.click('[data-scenario="failing"] button');
  await waitUntil('the scenario', () => page.$eval('[data-scenario="failing"]', (row) => (row as HTMLElement).dataset.result === 'pass'), 60_000);
  await play(page, 'cam3');
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([]);
  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
  await new Promise((resolve) => setTimeout(resolve, SAID_BY_MS));
  expect(await said()).toEqual([]);
});

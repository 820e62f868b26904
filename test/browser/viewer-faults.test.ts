import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI, EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const GRACE_MS = 1_000;

let launched: LaunchedBrowser;
let gateway: GatewayProcess;

beforeAll(async () => {
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
  const origin = `chrome-extension://${launched.extensionId}`;
  gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '0s', '--allow-origin', origin], CLI);
});
afterAll(async () => {
  await launched?.close();
  await gateway?.stop();
});

/** Opens the viewer with faults, lets `use` handle it, and gives the codes that the panel finds for it, each once. */
async function codesOf(faults: string, use: (inspected: InspectedPage) => Promise<void>, collect = false): Promise<string[]> {
  const inspected = await inspect(launched, `${gateway.whepUrl}/?fault=${faults}`);
  try {
    await inspected.configure({ graceMs: GRACE_MS, endpoints: [{ url: gateway.apiUrl, kind: 'auto', intervalMs: 1_000 }] });
    await use(inspected);
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS * 4));
    if (collect) {
      await inspected.panel.evaluate(() => document.querySelector<HTMLElement>('[data-action="collect"]')?.click());
      await new Promise((resolve) => setTimeout(resolve, 4_000));
    }
    const { findings } = await inspected.report();
    return [...new Set(findings.map((finding) => finding.code))].toSorted();
  } finally {
    await inspected.close();
    await waitUntil('the next page can start afresh', async () => (await gateway.processes()).length === 0, 40_000);
  }
}

async function play({ page }: InspectedPage, camera: string): Promise<void> {
  await page.click(`[data-camera="${camera}"]`);
  await waitUntil(`${camera} to play`, () => page.evaluate(() => document.documentElement.dataset.state === 'playing'));
}

const switches = async (inspected: InspectedPage): Promise<void> => {
  for (const camera of ['cam1', 'cam2', 'cam3']) await play(inspected, camera);
};
const playsAndStops = async (inspected: InspectedPage): Promise<void> => {
  await play(inspected, 'cam1');
  await inspected.page.click('[data-action="stop"]');
};

test.each([
  ['', switches, []],
  ['', playsAndStops, []],
  ['keep-peer', switches, ['peer-superseded']],
  ['keep-peer,keep-tracks', switches, ['peer-superseded']],
  ['keep-tracks', switches, []],
  ['keep-srcobject', playsAndStops, ['element-keeps-stream']],
  ['keep-handlers', switches, ['handlers-left']],
  ['keep-registry', switches, ['registry-keeps-closed']],
  ['keep-whep-session', switches, ['whep-not-deleted']],
  ['keep-poller', switches, ['stats-after-close']],
  ['keep-audio-context', switches, ['audio-context-left']],
] as const)('fault "%s" is found and named: %s %j', async (faults, use, expected) => {
  expect(await codesOf(faults, use)).toEqual(expected);
});

test.each(['keep-loop', 'keep-listeners'])('fault "%s" keeps closed connections, which a collection shows', async (fault) => {
  expect(await codesOf(fault, switches, true)).toEqual(['peer-retained']);
});

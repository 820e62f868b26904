import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI, EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { nativePeerCount } from '../support/native-count.ts';
import { waitUntil } from '../support/wait-until.ts';

const GRACE_MS = 1_000;

let launched: LaunchedBrowser;
let gateway: GatewayProcess;
let inspected: InspectedPage;

beforeAll(async () => {
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
  const origin = `chrome-extension://${launched.extensionId}`;
  gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '0s', '--allow-origin', origin], CLI);
  inspected = await inspect(launched, `${gateway.whepUrl}/`);
  await inspected.configure({ graceMs: GRACE_MS, endpoints: [{ url: gateway.apiUrl, kind: 'auto', intervalMs: 1_000 }] });
});
afterAll(async () => {
  await launched?.close();
  await gateway?.stop();
});

async function play(camera: string): Promise<void> {
  await inspected.page.click(`[data-camera="${camera}"]`);
  await waitUntil(`${camera} to play`, () => inspected.page.evaluate(() => document.documentElement.dataset.state === 'playing'));
}

test('a viewer that cleans up gives no finding, one connection and one FFmpeg, and the panel knows both', async () => {
  for (const camera of ['cam1', 'cam2', 'cam3', 'cam4', 'cam1']) await play(camera);
  await new Promise((resolve) => setTimeout(resolve, GRACE_MS + 3_000));
  const report = await inspected.report();
  expect(report.findings).toEqual([]);
  expect(report.counts.peers).toBe(1);
  expect(report.counts.ffmpeg).toBe(1);
  expect(report.ledger.peers.length).toBeGreaterThanOrEqual(5);
  expect(await nativePeerCount(inspected.page)).toBe(1);
  expect(await gateway.processes()).toHaveLength(1);
});

test('no FFmpeg is left after the last viewer', async () => {
  await inspected.page.goto('about:blank');
  await waitUntil('no FFmpeg', async () => (await gateway.processes()).length === 0);
});

test.runIf(process.platform === 'linux')('no FFmpeg is left after the camera server was killed', async () => {
  await inspected.page.goto(`${gateway.whepUrl}/`);
  await play('cam2');
  const [ffmpeg] = await gateway.processes();
  expect(ffmpeg && existsSync(`/proc/${ffmpeg.pid}`)).toBe(true);
  await gateway.kill();
  await waitUntil('the FFmpeg to be gone', () => !existsSync(`/proc/${ffmpeg?.pid}`));
});

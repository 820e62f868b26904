import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI, EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { considered } from '../support/plan-clean.ts';
import { waitUntil } from '../support/wait-until.ts';

let launched: LaunchedBrowser;
let gateway: GatewayProcess;
let inspected: InspectedPage;

beforeAll(async () => {
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
  const origin = `chrome-extension://${launched.extensionId}`;
  // It keeps an FFmpeg for far longer than the test lasts, so one that ends was ended from the panel.
  gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '300s', '--allow-origin', origin], CLI);
});
afterEach(() => inspected?.close());
afterAll(async () => {
  await launched?.close();
  await gateway?.stop();
});

async function open(query: string, endpoint: object): Promise<void> {
  inspected = await inspect(launched, `${gateway.whepUrl}/${query}`);
  await inspected.configure({ graceMs: 1_000, endpoints: [{ url: gateway.apiUrl, kind: 'auto', intervalMs: 1_000, ...endpoint }] });
}

async function play(camera: string): Promise<void> {
  await inspected.page.click(`[data-camera="${camera}"]`);
  await waitUntil(`${camera} to play`, () =>
    inspected.page.evaluate((name) => document.documentElement.dataset.state === 'playing' && document.documentElement.dataset.shown === name, camera),
  );
}

async function press(selector: string): Promise<void> {
  const element = await inspected.panel.waitForSelector(selector, { timeout: 20_000 });
  await element?.evaluate((target) => (target as unknown as { click(): void }).click());
}

/** The rows of the table of chains, by part. */
const chains = () =>
  inspected.panel.$$eval('[data-chain]', (rows) =>
    rows.map((row) => ({
      how: row.getAttribute('data-how'),
      broken: row.querySelector('[data-broken]')?.getAttribute('data-part') ?? undefined,
      parts: Object.fromEntries([...row.querySelectorAll('[data-part]')].map((cell) => [cell.getAttribute('data-part'), cell.textContent?.trim()])),
    })),
  );

test('one row leads from the connection to its FFmpeg, joined by the id that the server gave', async () => {
  await open('', {});
  await play('cam1');
  await press('[data-tab="servers"]');
  const [chain, ...more] = await waitUntil('the chain', async () => {
    const rows = await chains();
    return rows.some(({ how, parts }) => how === 'exact' && /^\d+$/.test(parts.process ?? '')) && rows;
  });
  expect(more).toEqual([]);
  const sessions = (await (await fetch(`${gateway.apiUrl}/v3/webrtcsessions/list`)).json()) as { items: { id: string; path: string }[] };
  const [ffmpeg] = await gateway.processes();
  expect(chain).toMatchObject({
    how: 'exact',
    parts: { serverSession: sessions.items[0]?.id.slice(0, 8), path: 'cam1', process: String(ffmpeg?.pid) },
  });
  expect(chain?.broken).toBeUndefined();
  const report = await inspected.report();
  expect(report.findings).toEqual([]);
  expect(report.counts.ffmpeg).toBe(1);
  expect(report.servers).toMatchObject([{ link: 'ok', kind: 'ffmpeg-status', tells: ['processes', 'sessions', 'paths'] }]);
});

test.runIf(process.platform === 'linux')('an FFmpeg that outlives its viewer is found, stopped, and dead', async () => {
  // The user says that this server keeps none; the server thinks otherwise.
  await open('?fault=keep-ffmpeg', { lingerMs: 0 });
  await play('cam3');
  const [left] = (await gateway.processes()).filter(({ camera }) => camera === 'cam3');
  expect(left && existsSync(`/proc/${left.pid}`)).toBe(true);
  await play('cam4');
  const finding = await waitUntil('the finding', async () =>
    (await inspected.report()).findings.find(({ code, subject }) => code === 'ffmpeg-without-viewer' && subject.id.endsWith(` ${left?.pid}`)),
  );
  expect(finding).toMatchObject({ verdict: 'leak', severity: 'error', subject: { kind: 'process' } });
  await press('[data-tab="problems"]');
  await press('[data-action="clean-all"]:enabled');
  await press('[data-action="run-clean"]');
  await inspected.panel.waitForSelector('[data-clean-state="done"]', { timeout: 20_000 });
  const outcomes = await inspected.panel.$$eval('[data-outcome]', (steps) =>
    steps.map((step) => [step.getAttribute('data-outcome'), step.getAttribute('data-verified')]),
  );
  expect(outcomes).toContainEqual(['stop-process', 'gone']);
  expect(existsSync(`/proc/${left?.pid}`)).toBe(false);
  // The one that is watched goes on.
  expect((await gateway.processes()).map(({ camera }) => camera)).toContain('cam4');
});

test.runIf(process.platform === 'linux')('a server that knows no extension takes its token, and nothing without it', async () => {
  const careful = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '300s'], CLI);
  try {
    inspected = await inspect(launched, `${careful.whepUrl}/`);
    await inspected.configure({ endpoints: [{ url: careful.apiUrl, kind: 'auto', intervalMs: 1_000 }] });
    await play('cam2');
    const [ffmpeg] = await careful.processes();
    await press('[data-tab="servers"]');
    const stop = async (): Promise<void> => {
      await press(`[data-process="${ffmpeg?.pid}"] [data-action="stop-process"]`);
      await considered();
      await press(`[data-process="${ffmpeg?.pid}"] [data-action="stop-process"]:has(.armed)`);
    };
    await stop();
    const refused = await waitUntil('the refusal to be told', () => inspected.panel.evaluate(() => /answered 40[13]: .*/.exec(document.body.innerText)?.[0]));
    expect(refused).toContain('--allow-origin chrome-extension://');
    expect(existsSync(`/proc/${ffmpeg?.pid}`)).toBe(true);

    await inspected.panel.evaluate(
      async (endpoint, token) => {
        const { storage } = (globalThis as unknown as { chrome: { storage: { session: { set(items: object): Promise<void> } } } }).chrome;
        await storage.session.set({ [`credentials:${endpoint}`]: { scheme: 'bearer', token } });
      },
      careful.apiUrl,
      careful.token,
    );
    await stop();
    await waitUntil('the FFmpeg to be gone', () => !existsSync(`/proc/${ffmpeg?.pid}`));
  } finally {
    await careful.stop();
  }
});

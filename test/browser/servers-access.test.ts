import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, afterEach, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { scriptServer, type ScriptedServer } from '../panel/servers/scripted-server.ts';
import { EXTENSION } from '../support/dist.ts';
import { extensionWithHosts } from '../support/extension-with-hosts.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const FFMPEGS = { version: 1, processes: [{ pid: 4_711, camera: 'cam1', state: 'running', viewers: 1 }] };
const SECRET = 'correct-horse-battery';

const closing: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const it of closing.splice(0)) await it.close();
});
let pages: PageServer | undefined;
afterAll(() => pages?.close());

async function start(endpoints: readonly object[], extension = EXTENSION): Promise<{ launched: LaunchedBrowser; inspected: InspectedPage }> {
  pages ??= await servePages({ '/': '<!doctype html><title>page</title>' });
  const launched = await launchBrowser({ extension, headless: true });
  closing.unshift(launched);
  const inspected = await inspect(launched, `${pages.origin}/`);
  await inspected.configure({ endpoints });
  return { launched, inspected };
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<ScriptedServer> {
  const server = await scriptServer({ '/api/processes': answer });
  closing.push(server);
  return server;
}

const json = (response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

const serverIn = async ({ report }: InspectedPage): Promise<{ link: string; error?: string; processes: unknown[] } | undefined> =>
  (await report()).servers[0] as { link: string; error?: string; processes: unknown[] } | undefined;

test('a server that says nothing of other origins is there, but needs the user’s word', async () => {
  const server = await serve((_, response) => json(response, 200, FFMPEGS));
  const { folder, remove } = await extensionWithHosts([]);
  closing.push({ close: remove });
  const { inspected } = await start([{ url: server.origin, kind: 'auto', intervalMs: 500 }], folder);
  const news = await waitUntil('the link to be told', () => serverIn(inspected));
  expect(news).toMatchObject({ link: 'permission', processes: [] });
  expect((await inspected.report()).counts.ffmpeg).toBeUndefined();
  await inspected.panel.waitForSelector('[data-tab="servers"]').then((tab) => tab?.evaluate((element) => (element as unknown as { click(): void }).click()));
  expect(await inspected.panel.waitForSelector('[data-link="permission"] [data-action="allow"]')).toBeTruthy();
});

test('with the user’s word for its host it is read, and so is no other host', async () => {
  const server = await serve((_, response) => json(response, 200, FFMPEGS));
  const other = await serve((_, response) => json(response, 200, FFMPEGS));
  const { folder, remove } = await extensionWithHosts(['http://127.0.0.1/*']);
  closing.push({ close: remove });
  const elsewhere = other.origin.replace('127.0.0.1', 'localhost');
  const { inspected } = await start([server.origin, elsewhere].map((url) => ({ url, kind: 'auto', intervalMs: 500 })), folder);
  const links = await waitUntil('both links', async () => {
    const servers = (await inspected.report()).servers as { endpoint: string; link: string }[];
    return servers.length === 2 && servers.map(({ endpoint, link }) => [endpoint, link]);
  });
  expect(Object.fromEntries(links)).toEqual({ [server.origin]: 'ok', [elsewhere]: 'permission' });
  expect((await inspected.report()).counts.ffmpeg).toBe(1);
  expect(server.headers[0]).not.toHaveProperty('cookie');
});

test('credentials are asked for, sent to that server alone, and written down nowhere', async () => {
  let origin = '';
  const server = await serve((request, response) => {
    const cors = { 'access-control-allow-origin': origin, 'access-control-allow-headers': 'authorization' };
    if (request.method === 'OPTIONS') return json(response, 200, {}, cors);
    if (request.headers.authorization !== `Bearer ${SECRET}`) return json(response, 401, { status: 'error', error: 'authentication error' }, cors);
    return json(response, 200, { ...FFMPEGS, processes: [{ ...FFMPEGS.processes[0], lastError: 'rtsp://admin:camera-pw@10.0.0.9 refused' }] }, cors);
  });
  const stranger = await serve((_, response) => json(response, 200, FFMPEGS, { 'access-control-allow-origin': origin }));
  const { launched, inspected } = await start([]);
  origin = `chrome-extension://${launched.extensionId}`;
  await inspected.configure({ endpoints: [server, stranger].map((s) => ({ url: s.origin, kind: 'ffmpeg-status', intervalMs: 500 })) });
  await waitUntil('it to be told', async () => (await serverIn(inspected))?.link === 'unauthorised');

  const { panel } = inspected;
  await panel.waitForSelector('[data-tab="servers"]').then((tab) => tab?.evaluate((element) => (element as unknown as { click(): void }).click()));
  const field = await panel.waitForSelector('[data-link="unauthorised"] input[type="password"]');
  await field?.evaluate((input, secret) => {
    const { value } = input as unknown as { value: string };
    if (value !== '') throw new Error('the field is not empty');
    Object.assign(input, { value: secret });
    input.dispatchEvent(new Event('input', { bubbles: true }));
    (input as unknown as { form: { requestSubmit(): void } }).form.requestSubmit();
  }, SECRET);
  await waitUntil('it to be read', async () => (await serverIn(inspected))?.link === 'ok');

  const written = await panel.evaluate(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> } }).chrome;
    return { local: JSON.stringify(await storage.local.get()), session: JSON.stringify(await storage.session.get()), shown: document.body.innerText };
  });
  expect(written.session).toContain(SECRET);
  expect(written.local + written.shown + JSON.stringify(await inspected.report())).not.toContain(SECRET);
  expect(written.shown + JSON.stringify(await inspected.report())).not.toContain('camera-pw');
  expect(stranger.headers.every(({ authorization }) => authorization === undefined)).toBe(true);
});

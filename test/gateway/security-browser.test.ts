import { afterEach, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep, type WhepClient } from '../support/whep-client.ts';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of closing.splice(0)) await it.close();
});

/** What a hostile page gets for each way that it has to reach the server. */
async function attack(api: string, whep: string, session: string): Promise<Record<string, string>> {
  const outcome = async (work: () => Promise<string>): Promise<string> => work().catch((error: Error) => `failed: ${error.name}`);
  const viaElement = (element: HTMLElement & { src: string }, src: string): Promise<string> =>
    new Promise((resolve) => {
      element.addEventListener('load', () => resolve('loaded'));
      element.addEventListener('error', () => resolve('failed: error'));
      element.src = src;
      document.body.append(element);
    });
  const stop = `${api}/api/processes/cam1/stop`;
  const form = document.createElement('form');
  const frame = document.createElement('iframe');
  frame.name = 'target';
  Object.assign(form, { method: 'post', action: stop, target: 'target' });
  document.body.append(frame, form);
  form.submit();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    read: await outcome(async () => (await fetch(`${api}/api/processes`)).text()),
    readOpaque: await outcome(async () => `read ${(await (await fetch(`${api}/api/processes`, { mode: 'no-cors' })).text()).length} characters`),
    stop: await outcome(async () => `${(await fetch(stop, { method: 'POST' })).status}`),
    stopWithToken: await outcome(async () => `${(await fetch(stop, { method: 'POST', headers: { authorization: 'Bearer guess' } })).status}`),
    stopOpaque: await outcome(async () => `status ${(await fetch(stop, { method: 'POST', mode: 'no-cors' })).status}`),
    beacon: await outcome(async () => `${navigator.sendBeacon(`${api}/v3/webrtcsessions/kick/${session}`)}`),
    remove: await outcome(async () => `${(await fetch(`${whep}/cam1/whep/${session}`, { method: 'DELETE' })).status}`),
    play: await outcome(async () => (await fetch(`${whep}/cam1/whep`, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' })).text()),
    script: await outcome(() => viaElement(document.createElement('script'), `${api}/api/processes`)),
    image: await outcome(() => viaElement(document.createElement('img'), `${whep}/config.json`)),
  };
}

async function set(): Promise<{ gateway: Gateway; viewer: WhepClient; hostile: PageServer; launched: LaunchedBrowser; playing: () => Promise<boolean> }> {
  const gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs: 60_000, allowOrigins: [] }, () => undefined);
  closing.unshift(gateway);
  const viewer = await openWhep(gateway.whepUrl, 'cam1');
  closing.unshift(viewer);
  await waitUntil('pictures', () => viewer.packets() > 0);
  const hostile = await servePages({ '/': '<!doctype html><title>another site</title>' });
  closing.unshift(hostile);
  // A name of the hostile site that leads to this machine: DNS rebinding.
  const launched = await launchBrowser({ headless: true, args: ['--host-resolver-rules=MAP rebound.example 127.0.0.1'] });
  closing.unshift(launched);
  const playing = async (): Promise<boolean> => {
    const answer = await fetch(`${gateway.apiUrl}/v3/webrtcsessions/get/${viewer.id}`);
    const { processes } = (await (await fetch(`${gateway.apiUrl}/api/processes`)).json()) as { processes: { camera: string; viewers: number }[] };
    return answer.ok && processes.some((p) => p.camera === 'cam1' && p.viewers === 1);
  };
  return { gateway, viewer, hostile, launched, playing };
}

test('a page of another origin can neither read nor stop anything', async () => {
  const { gateway, viewer, hostile, launched, playing } = await set();
  const page = await launched.browser.newPage();
  for (const origin of [hostile.origin, hostile.origin.replace('127.0.0.1', 'localhost')]) {
    await page.goto(`${origin}/`);
    const outcomes = await page.evaluate(attack, gateway.apiUrl, gateway.whepUrl, viewer.id);
    const { beacon, readOpaque, stopOpaque, ...rest } = outcomes;
    expect(beacon).toMatch(/^(true|false)$/);
    // An opaque answer has no text and no status; here it does not even come.
    expect([readOpaque, stopOpaque].filter((text) => !/^failed|^read 0 |^status 0$/.test(text ?? ''))).toEqual([]);
    for (const [way, outcome] of Object.entries(rest)) expect(outcome, way).toMatch(/^failed/);
    expect(await playing(), `after ${origin}`).toBe(true);
  }
});

test('a foreign name that is pointed at this machine reads nothing', async () => {
  const { gateway, launched, playing } = await set();
  const { port } = new URL(gateway.apiUrl);
  const page = await launched.browser.newPage();
  const answer = await page.goto(`http://rebound.example:${port}/api/processes`);
  expect(answer?.status()).toBe(421);
  const stop = await page.evaluate(async () => {
    const own = await fetch('/api/processes');
    return [own.status, (await own.text()).includes('cam1'), (await fetch('/api/processes/cam1/stop', { method: 'POST' })).status];
  });
  expect(stop).toEqual([421, false, 421]);
  expect(await playing()).toBe(true);
});

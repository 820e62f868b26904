import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Makes a connection that is there for good, so that the panel must know it whatever else the page does. */
const KEEP = 'window.kept = new RTCPeerConnection();';
const REPLACE_ALL = `
  const steal = [];
  const { defineProperty } = Object;
  const { ownKeys } = Reflect;
  const take = (object, key) => defineProperty(object, key, { __proto__: null, configurable: true, writable: true, value() { steal[steal.length] = String(key); throw new Error('taken'); } });
  const spy = (object, key) => defineProperty(object, key, { __proto__: null, configurable: true, set() { steal[steal.length] = 'set ' + key; }, get() { steal[steal.length] = 'get ' + key; } });
  for (const type of [Map, Set, WeakMap, WeakSet, WeakRef]) for (const key of ownKeys(type.prototype)) if (key !== 'constructor') defineProperty(type.prototype, key, { __proto__: null, configurable: true, get() { steal[steal.length] = String(key); throw new Error('taken'); } });
  for (const key of ['then', 'catch', 'finally']) take(Promise.prototype, key);
  for (const key of ['apply', 'call', 'bind']) take(Function.prototype, key);
  for (const key of ['apply', 'construct', 'ownKeys', 'defineProperty']) take(Reflect, key);
  for (const key of ['keys', 'create', 'getOwnPropertyDescriptor', 'defineProperty', 'getPrototypeOf']) take(Object, key);
  for (const key of ['split', 'slice', 'includes', 'startsWith', 'match', 'replace']) take(String.prototype, key);
  for (const key of ['get', 'set', 'value', 'enumerable']) spy(Object.prototype, key);
  Error.prepareStackTrace = () => { steal[steal.length] = 'stack'; throw new Error('taken'); };
  Error.stackTraceLimit = 0;
  for (const key of ['push', 'forEach', 'map', 'splice', 'slice', 'concat', Symbol.iterator]) take(Array.prototype, key);
  window.stolen = steal;
`;
const page = (script: string): string => `<!doctype html><title>hostile</title><body><video id="v" muted></video><script>${script}</script>`;
const PAGES = {
  '/forged': page(`${KEEP}
    const fact = (n) => ({ op: 'created', kind: 'peer', id: 'p' + (900 + n), n, at: 1, props: {}, stack: '' });
    const forged = { v: 1, kind: 'event', name: 'facts', data: { document: 'x', whole: true, facts: [fact(1), fact(2)] } };
    for (let i = 0; i < 20000; i += 1) {
      postMessage(forged, '*');
      if (i % 100 === 0) dispatchEvent(new CustomEvent('rtc-leak-inspector:handover', { detail: forged }));
    }
    const { port1, port2 } = new MessageChannel();
    dispatchEvent(new MessageEvent('rtc-leak-inspector:handover', { ports: [port2] }));
    window.heard = [];
    port1.onmessage = ({ data }) => heard.push(data);
    for (let i = 0; i < 1000; i += 1) port1.postMessage(forged);`),
  '/replaced': page(`${KEEP}${REPLACE_ALL} window.later = new RTCPeerConnection(); later.addTransceiver('video'); later.close();`),
  '/names': page(`
    const long = 'x'.repeat(1_000_000);
    const markup = '<img src=x onerror="window.owned=1"><script>window.owned=1</' + 'script>';
    window.activePeerConnections = new Map([[markup, new RTCPeerConnection()], [long, new RTCPeerConnection()]]);
    const video = document.querySelector('video');
    video.id = markup;
    video.className = long;
    video.srcObject = new MediaStream();
    new RTCPeerConnection().createDataChannel(markup.slice(0, 60000));
    fetch('/whep/' + encodeURIComponent(markup), { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' });
    fetch('/whep/' + long, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' }).catch(() => {});
    eval('(function ' + 'f'.repeat(100000) + '() { window.named = new RTCPeerConnection(); })()');`),
  '/registry': page(`${KEEP}
    const cyclic = { inner: null, kept };
    cyclic.inner = cyclic;
    const trap = new Proxy({}, { get() { window.trapped = 'get'; throw 1; }, ownKeys() { window.trapped = 'keys'; throw 1; }, getOwnPropertyDescriptor() { window.trapped = 'own'; throw 1; }, getPrototypeOf() { window.trapped = 'proto'; throw 1; } });
    const getter = { get peer() { window.trapped = 'getter'; throw new Error('no'); } };
    window.activePeerConnections = [cyclic, getter, kept, null, undefined, 1, 'text', Symbol('s'), 1n, new Proxy([], {})];
    window.activePeerConnections.self = window.activePeerConnections;
    Object.defineProperty(window, 'other', { get() { window.trapped = 'global'; throw 1; } });`),
  '/flood': page(`${KEEP}
    window.flood = async () => {
      const streams = [new MediaStream(), new MediaStream()];
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      const [track] = canvas.captureStream(0).getTracks();
      const peer = new RTCPeerConnection();
      const sender = peer.addTrack(track);
      let facts = 0;
      for (let i = 0; i < 100; i += 1) {
        for (let k = 0; k < 1000; k += 1) { v.srcObject = streams[k % 2]; facts += 2; }
        await new Promise((resolve) => setTimeout(resolve));
      }
      v.srcObject = null;
      return [facts, peer.signalingState, sender.track === track];
    };`),
  '/many': page(`
    window.made = [];
    try { for (let i = 0; i < 600; i += 1) made.push(new RTCPeerConnection()); } catch (error) { window.refused = error.name + ' ' + error.message.includes('Cannot create so many'); }`),
  '/patches': page(`
    const Patched = RTCPeerConnection;
    const close = RTCPeerConnection.prototype.close;
    delete RTCPeerConnection.prototype.close;
    delete window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Patched {};
    window.RTCPeerConnection.prototype.close = close;
    window.kept = new RTCPeerConnection();
    window.gone = new RTCPeerConnection();
    gone.close();
    window.fetch = async () => 'mine';
    window.WebSocket = undefined;
    MediaStream.prototype.addTrack = undefined;
    Object.freeze(HTMLMediaElement.prototype);
    v.srcObject = new MediaStream();`),
};

let server: PageServer;
let launched: LaunchedBrowser;
let inspected: InspectedPage;

beforeAll(async () => {
  server = await servePages(PAGES);
  launched = await launchBrowser({ extension: EXTENSION, headless: true, args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] });
});
afterAll(async () => {
  await launched?.close();
  await server?.close();
});
afterEach(() => inspected.close());

async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  const tab = await launched.browser.newPage();
  const errors: string[] = [];
  tab.on('pageerror', (error) => void errors.push(String(error)));
  // Not `load`: a video that waits for its first picture delays it.
  await tab.goto(server.origin + path, { waitUntil: 'domcontentloaded' });
  inspected = await inspect(launched, tab);
  await inspected.configure({ graceMs: 500 });
  return { page: tab, errors };
}

/** The panel answers, and its next look is taken: nothing that came before has stopped it. */
async function livePeers(count: number): Promise<void> {
  await waitUntil(`${count} live connections in the panel`, async () => (await inspected.report()).counts.peers === count, 30_000);
  const before = await inspected.report();
  await waitUntil('another look', async () => (await inspected.report()).at !== before.at);
}

const shown = (selector: string): Promise<string> => inspected.panel.evaluate((s) => document.querySelector(s)?.textContent ?? '', selector);
const tab = (name: string): Promise<void> => inspected.panel.evaluate((n) => document.querySelector<HTMLElement>(`[data-tab="${n}"]`)?.click(), name);

test('forged messages, events and ports reach nobody', async () => {
  const { page: target } = await open('/forged');
  await livePeers(1);
  expect((await inspected.report()).ledger.peers.map(({ id }) => id)).toEqual(['0:p1']);
  expect(await target.evaluate('heard')).toEqual([]);
});

test('a page that replaces what every script is built on neither breaks the inspector nor sees it work', async () => {
  const { page: target } = await open('/replaced');
  await livePeers(1);
  expect((await inspected.report()).ledger.peers.map(({ endedAt }) => endedAt !== undefined)).toEqual([false, true]);
  await waitUntil('a few looks', async () => (await inspected.report()).counts.peers === 1);
  expect(await target.evaluate('Array.from({ length: stolen.length }, (_, i) => String(stolen[i]))')).toEqual([]);
});

test('names with markup and names of a million letters are text, and bounded', async () => {
  const { page: target } = await open('/names');
  await livePeers(4);
  for (const name of ['overview', 'problems', 'resources', 'servers', 'settings']) {
    await tab(name);
    expect((await shown(`[data-view="${name}"]`)).length).toBeGreaterThan(0);
  }
  expect(await inspected.panel.evaluate(() => [(globalThis as { owned?: number }).owned ?? null, document.querySelectorAll('img[src="x"]').length])).toEqual([null, 0]);
  expect(await target.evaluate('window.owned')).toBeUndefined();
  expect(JSON.stringify(await inspected.report()).length).toBeLessThan(200_000);
});

test('cyclic registries, getters and proxies in them are left alone', async () => {
  const { page: target, errors } = await open('/registry');
  await livePeers(1);
  await waitUntil('the registry', async () => (await inspected.report()).ledger.peers.some(({ props }) => 'registry' in props));
  expect([await target.evaluate('window.trapped'), errors]).toEqual([undefined, []]);
});

test('two hundred thousand facts: the page goes on, the panel keeps up, and what it keeps is bounded', async () => {
  const { page: target } = await open('/flood');
  await livePeers(1);
  expect(await target.evaluate('flood()')).toEqual([200_000, 'stable', true]);
  await livePeers(2);
  const { ledger } = await inspected.report();
  expect(ledger.elements).toHaveLength(1);
  expect(ledger.elements[0]?.links.length).toBeLessThanOrEqual(400);
}, 120_000);

test('as many connections as the browser allows: it refuses as without us, and the panel says so', async () => {
  const { page: target } = await open('/many');
  const made = (await target.evaluate('made.length')) as number;
  expect([made > 480, await target.evaluate('window.refused')]).toEqual([true, 'UnknownError true']);
  await livePeers(made);
  await waitUntil('the finding', async () => (await inspected.report()).findings.some(({ code }) => code === 'connection-limit'));
  await tab('problems');
  await waitUntil('it on the screen', async () => (await shown('[data-view="problems"]')).includes('500'));
}, 120_000);

test('a page that takes patches away, and puts its own over them, works as it means to', async () => {
  const { page: target, errors } = await open('/patches');
  await livePeers(1);
  expect(await target.evaluate('(async () => [gone.signalingState, kept instanceof RTCPeerConnection, await fetch(), typeof WebSocket, v.srcObject instanceof MediaStream])()')).toEqual(['closed', true, 'mine', 'undefined', true]);
  expect(errors).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';
import { waitUntil } from '../support/wait-until.ts';

const MAKE = '<script>window.peer = new RTCPeerConnection();</script>';

let server: PageServer;
let elsewhere: PageServer;
let launched: LaunchedBrowser;

beforeAll(async () => {
  elsewhere = await servePages({ '/inner': `<!doctype html>${MAKE}` });
  server = await servePages({
    '/': `<!doctype html><title>one</title>${MAKE}`,
    '/two': `<!doctype html><title>two</title>${MAKE}`,
    '/idle': '<!doctype html><title>idle</title>',
    '/frames': `<!doctype html>${MAKE}<iframe id="same" src="/"></iframe><iframe id="other" src="${elsewhere.origin.replace('127.0.0.1', 'localhost')}/inner"></iframe>`,
  });
  launched = await launchBrowser({ extension: EXTENSION, headless: true });
});
afterAll(async () => {
  await launched?.close();
  await server?.close();
  await elsewhere?.close();
});

test('all frames of a tab are one picture; a frame that is removed takes its connections with it', async () => {
  const inspected = await inspect(launched, `${server.origin}/frames`);
  try {
    await waitUntil('three frames with a peer each', async () => (await inspected.report()).counts.peers === 3);
    const { ledger, page } = await inspected.report();
    expect(new Set(ledger.peers.map((peer) => peer.document)).size).toBe(3);
    expect(page.documents).toBe(3);
    await inspected.page.evaluate("document.getElementById('same').remove()");
    await waitUntil('one frame less', async () => (await inspected.report()).page.documents === 2);
    expect((await inspected.report()).counts.peers).toBe(2);
    expect((await inspected.report()).ledger.peers).toHaveLength(3);
  } finally {
    await inspected.close();
  }
});

test('a navigation ends what was in the old page and keeps it in the history; so does a reload', async () => {
  const inspected = await inspect(launched, `${server.origin}/`);
  try {
    await waitUntil('the first peer', async () => (await inspected.report()).counts.peers === 1);
    await inspected.page.goto(`${server.origin}/two`);
    await waitUntil('the second peer', async () => (await inspected.report()).ledger.peers.length === 2);
    await inspected.page.reload();
    const peers = await waitUntil('the third peer', async () => {
      const { ledger } = await inspected.report();
      return ledger.peers.length === 3 && ledger.peers;
    });
    await waitUntil('only the newest to be open', async () => (await inspected.report()).counts.peers === 1);
    expect(peers.map((peer) => peer.document)).toEqual(['0', '0.2', '0.3']);
    expect((await inspected.report()).page.url).toBe(`${server.origin}/two`);
    await inspected.press('[data-tab="resources"]');
    await inspected.press('[data-action="show-ended"]');
    const names = await waitUntil('all three in the tree', async () => {
      const found = await inspected.panel.$$eval('[data-entity$=":p1"] .mono', (all) => all.map(({ textContent }) => textContent));
      return found.length === 3 && found;
    });
    expect(names).toEqual(['p1', 'p1 (earlier page)', 'p1 (earlier page)']);
  } finally {
    await inspected.close();
  }
});

test('a page that comes back from the back/forward cache is followed again', async () => {
  const inspected = await inspect(launched, `${server.origin}/idle`);
  try {
    await inspected.page.evaluate('new RTCPeerConnection().close()');
    await waitUntil('the closed peer', async () => (await inspected.report()).ledger.peers.length === 1);
    await inspected.page.goto(`${server.origin}/two`);
    await waitUntil('the other page', async () => (await inspected.report()).counts.peers === 1);
    await inspected.page.goBack();
    await inspected.page.evaluate('window.late = new RTCPeerConnection()');
    await waitUntil('a peer made after the return', async () => {
      const { counts, page } = await inspected.report();
      return counts.peers === 1 && page.url.endsWith('/idle');
    });
    expect((await inspected.report()).ledger.peers.map((peer) => peer.id).toSorted()).toEqual(['0.2:p1', '0:p1', '0:p2']);
  } finally {
    await inspected.close();
  }
});

test('two tabs are two pictures', async () => {
  const one = await inspect(launched, `${server.origin}/`);
  const two = await inspect(launched, `${server.origin}/two`);
  try {
    await waitUntil('a peer in each', async () => (await one.report()).counts.peers === 1 && (await two.report()).counts.peers === 1);
    await two.page.evaluate('peer.close()');
    await waitUntil('the close in the one', async () => (await two.report()).counts.peers === 0);
    expect((await one.report()).counts.peers).toBe(1);
    expect((await one.report()).page.url).toBe(`${server.origin}/`);
  } finally {
    await one.close();
    await two.close();
  }
});

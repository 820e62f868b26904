import { afterEach, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

/** Longer than the server waits for a word of a viewer. */
const PAUSE_MS = 7_000;
/** Sooner than ICE gives up. */
const NOTICED_MS = 15_000;

let gateway: Gateway | undefined;
let browser: LaunchedBrowser | undefined;
afterEach(async () => {
  await browser?.close();
  await gateway?.close();
});

test('a viewer of a camera that pauses is kept, and taken off when it vanishes meanwhile', async () => {
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs: 0, allowOrigins: [] }, () => undefined);
  browser = await launchBrowser({ headless: true });
  const { whepUrl, apiUrl, token } = gateway;
  const ids = async (): Promise<string[]> =>
    ((await (await fetch(`${apiUrl}/v3/webrtcsessions/list`)).json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  const pause = async (): Promise<void> => {
    await fetch(`${apiUrl}/api/processes/cam1/stop`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  };
  const page = await browser.browser.newPage();
  await page.goto(`${whepUrl}/config.json`);
  await page.evaluate(async () => {
    const peer = new RTCPeerConnection();
    Object.assign(globalThis, { peer });
    peer.addTransceiver('video', { direction: 'recvonly' });
    await peer.setLocalDescription();
    const answer = await fetch('/cam1/whep', { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription?.sdp ?? '' });
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  });
  const decoded = (): Promise<number> =>
    page.evaluate(async () => {
      const stats = await (globalThis as unknown as { peer: RTCPeerConnection }).peer.getStats();
      return [...stats.values()].find(({ type }) => type === 'inbound-rtp')?.framesDecoded ?? 0;
    });
  await waitUntil('pictures', async () => (await decoded()) > 5);
  const [id] = await ids();

  await pause();
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  expect(await ids()).toEqual([id]);

  const before = await decoded();
  const other = await openWhep(whepUrl, 'cam1');
  await waitUntil('pictures go on', async () => (await decoded()) > before + 10);
  await other.remove();
  other.close();

  await pause();
  browser.browser.process()?.kill('SIGKILL');
  await waitUntil('the session has ended', async () => (await ids()).length === 0, NOTICED_MS);
});

import type { CDPSession } from 'puppeteer-core';
import { afterEach, expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const PAGE = `<!doctype html><title>page</title><video muted autoplay></video><script>
  const video = document.querySelector('video');
  async function play() {
    const [viewer, camera] = [new RTCPeerConnection(), new RTCPeerConnection()];
    viewer.onicecandidate = ({ candidate }) => camera.addIceCandidate(candidate);
    camera.onicecandidate = ({ candidate }) => viewer.addIceCandidate(candidate);
    viewer.ontrack = ({ streams }) => { video.srcObject = streams[0]; };
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    setInterval(() => context.fillRect(Math.random() * 99, 9, 9, 9), 50);
    camera.addTrack(canvas.captureStream().getTracks()[0], new MediaStream());
    await camera.setLocalDescription();
    await viewer.setRemoteDescription(camera.localDescription);
    await viewer.setLocalDescription();
    await camera.setRemoteDescription(viewer.localDescription);
    return [viewer, camera];
  }
  play().then((peers) => { window.peers = peers; });
  const leave = (cleansUp) => setTimeout(() => {
    debugger;
    for (const peer of cleansUp ? peers : []) {
      for (const { track } of peer.getSenders()) track?.stop();
      peer.ontrack = peer.onicecandidate = null;
      peer.close();
    }
  }, 50);
</script>`;

/** Long enough for the page to be stopped before any of it is over. */
const GRACE_MS = 3_000;
/** Longer than the panel waits for an answer, and than any rule that the page meets waits. */
const STOPPED_MS = 14_000;

const extended = withExtension({ '/': PAGE });
let inspected: InspectedPage;
afterEach(() => inspected.close());

/** The page takes its player away, which the panel sees, and before it goes on a developer stops it for a while. */
async function stopWhileLeaving(cleansUp: boolean): Promise<{ debug: CDPSession; told: Set<string>; watch(ms: number): Promise<void> }> {
  inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  await inspected.configure({ graceMs: GRACE_MS });
  await waitUntil('a picture', async () => (await inspected.report()).ledger.elements.some(({ props }) => 'currentTime' in props && Number(props.currentTime) > 0));
  const told = new Set<string>();
  const watch = async (ms: number): Promise<void> => {
    for (const end = Date.now() + ms; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200)))
      for (const { code } of (await inspected.report()).findings) told.add(code);
  };
  const debug = await inspected.page.createCDPSession();
  await debug.send('Debugger.enable');
  const stopped = new Promise((resolve) => debug.once('Debugger.paused', resolve));
  await inspected.page.evaluate('video.srcObject = null; video.remove();');
  await waitUntil('its end to be seen', async () => (await inspected.report()).ledger.elements.every(({ props }) => 'connected' in props && props.connected === false));
  await inspected.page.evaluate(`void leave(${cleansUp})`);
  await stopped;
  await watch(STOPPED_MS);
  expect(await inspected.panel.$eval('[data-link]', (element) => element.getAttribute('data-link'))).toBe('still');
  return { debug, told, watch };
}

test('of a page that is stopped in the middle of its clean-up nothing is told, then and afterwards', async () => {
  const { debug, told, watch } = await stopWhileLeaving(true);
  await debug.send('Debugger.resume');
  await waitUntil('both to be closed', async () => (await inspected.report()).counts.peers === 0);
  await watch(3 * GRACE_MS);
  expect([...told]).toEqual([]);
});

test('what it leaves is told when it has run for a while', async () => {
  const { debug, told } = await stopWhileLeaving(false);
  expect([...told]).toEqual([]);
  await debug.send('Debugger.resume');
  await waitUntil('the leak', async () => (await inspected.report()).findings.some(({ severity }) => severity !== 'info'));
  expect(await inspected.panel.$eval('[data-link]', (element) => element.getAttribute('data-link'))).toBe('connected');
});

import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readGatewaySettings } from '../../src/cli/gateway-settings.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { ownAddresses } from '../../src/gateway/whep/own-addresses.ts';
import { FIREFOX, launchFirefox } from '../support/firefox.ts';
import { openWhep } from '../support/whep-client.ts';
import { waitUntil } from '../support/wait-until.ts';

const LAN = ownAddresses().find((address) => !address.startsWith('127.'));
const VIEWER = join(import.meta.dirname, '../../dist/viewer');
const log: string[] = [];
let gateway: Gateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function start(iceAddress?: string): Promise<Gateway> {
  const options = { whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs: 0, allowOrigins: [], viewer: VIEWER };
  gateway = await startGateway({ ...options, ...(iceAddress === undefined ? {} : { iceAddress }) }, (line) => log.push(line));
  return gateway;
}

test.each([undefined, ...(LAN === undefined ? [] : [LAN])])('pictures come from the one address %s, and pages from the loopback one', async (address) => {
  const { whepUrl, apiUrl } = await start(address);
  const viewer = await openWhep(whepUrl, 'cam1');
  await waitUntil('pictures', () => viewer.packets() > 0);
  const { items } = (await (await fetch(`${apiUrl}/v3/webrtcsessions/list`)).json()) as { items: { localCandidate: string; remoteAddr: string }[] };
  expect(items[0]?.remoteAddr).toMatch(/^127\.0\.0\.1:\d+$/);
  expect(items.map(({ localCandidate }) => localCandidate.split('/').slice(0, 3).join('/'))).toEqual([`host/udp/${address ?? '127.0.0.1'}`]);
  expect(new URL(whepUrl).hostname).toBe('127.0.0.1');
  viewer.close();
});

test('an address that is not this machine’s is refused in words', async () => {
  await expect(readGatewaySettings({ iceAddress: '203.0.113.7' })).rejects.toThrow(/--ice-address: "203.0.113.7" is no address of this machine; it has .*127\.0\.0\.1/);
  expect((await readGatewaySettings({ iceAddress: '127.0.0.1' })).iceAddress).toBe('127.0.0.1');
});

/**
 * Connects in the page. A new Firefox has no H.264 yet, so VP8 goes by its name on the way: what comes cannot be decoded, but comes.
 * @returns state and packets after the connection, or after it had its time
 */
const CONNECT = `const done = arguments[0]; (async () => {
  const peer = (window.peer = new RTCPeerConnection());
  peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription();
  await new Promise((resolve) => (peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()));
  const vp8 = /a=rtpmap:(\\d+) VP8/.exec(peer.localDescription.sdp)[1];
  const body = peer.localDescription.sdp.replace(/VP8\\/90000/, 'H264/90000').replace(new RegExp('a=fmtp:' + vp8 + ' .*'), 'a=fmtp:' + vp8 + ' packetization-mode=1');
  const answer = await fetch('/cam1/whep', { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body });
  const sdp = (await answer.text()).replace('H264/90000', 'VP8/90000').replace(/a=fmtp:.*\\r\\n/, '');
  await peer.setRemoteDescription({ type: 'answer', sdp });
  const packets = async () => [...(await peer.getStats()).values()].find(({ type }) => type === 'inbound-rtp')?.packetsReceived ?? 0;
  for (let i = 0; i < 150 && peer.connectionState !== 'failed' && (await packets()) < 20; i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  return [peer.connectionState, await packets()];
})().then(done, (error) => done(String(error)));`;

test.skipIf(!FIREFOX || LAN === undefined)('Firefox connects to such an address, and is told of it where it does not', async () => {
  const firefox = await launchFirefox(join(import.meta.dirname, '../../dist/firefox'));
  const connect = async (whepUrl: string): Promise<unknown> => {
    await firefox.marionette.send('WebDriver:Navigate', { url: `${whepUrl}/` });
    return ((await firefox.marionette.send('WebDriver:ExecuteAsyncScript', { script: CONNECT, args: [], scriptTimeout: 45_000 })) as { value: unknown }).value;
  };
  try {
    expect(await connect((await start(LAN)).whepUrl)).toEqual(['connected', expect.any(Number)]);
    await gateway?.close();
    expect(await connect((await start()).whepUrl)).toEqual(['failed', 0]);
    await waitUntil('the hint', () => log.some((line) => line.includes(`--ice-address ${LAN}`)));
  } finally {
    await firefox.close();
  }
}, 120_000);

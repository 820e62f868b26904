import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSource } from '../../src/gateway/camera/camera-source.ts';
import { createCamera, type Camera } from '../../src/gateway/camera/camera.ts';
import { startsKeyFrame } from '../../src/gateway/media/h264-key-frame.ts';
import { createRtpRewriter } from '../../src/gateway/media/rtp-rewriter.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { ownFfmpegs } from '../support/own-ffmpegs.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

let gateway: Gateway;
beforeAll(async () => {
  const cameras = [{ name: 'cam1', source: parseSource('demo') }];
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs: 3_000, allowOrigins: [] }, () => undefined);
});
afterAll(() => gateway?.close());

const SDP = { 'content-type': 'application/sdp' };
const SDP_FRAGMENT = { 'content-type': 'application/trickle-ice-sdpfrag' };
const call = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(new URL(path, gateway.whepUrl), { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? (JSON.parse(text) as { status: string; error?: string }) : undefined };
};

test('OPTIONS says what can be posted', async () => {
  const { status, headers } = await call('OPTIONS', '/cam1/whep');
  expect([status, headers.get('accept-post'), headers.get('access-control-allow-methods')]).toEqual([204, 'application/sdp', 'OPTIONS, GET, POST, PATCH, DELETE']);
});

test('a session lives from POST to DELETE', async () => {
  const viewer = await openWhep(gateway.whepUrl, 'cam1');
  expect(viewer.status).toBe(201);
  expect(viewer.headers.get('content-type')).toBe('application/sdp');
  expect(viewer.headers.get('accept-patch')).toBe('application/trickle-ice-sdpfrag');
  expect(viewer.location).toMatch(/^\/cam1\/whep\/[\da-f-]{36}$/);
  // Who knows the public id must not be able to end the session.
  expect(viewer.location).not.toContain(viewer.id);
  expect((await call('DELETE', `/cam1/whep/${viewer.id}`)).status).toBe(404);

  expect((await call('PATCH', viewer.location, 'a=ice-ufrag:x\r\n', SDP_FRAGMENT)).status).toBe(204);
  expect(await call('PATCH', viewer.location, '{}', { 'content-type': 'application/json' })).toMatchObject({ status: 400, body: { error: 'invalid Content-Type' } });
  expect((await call('GET', viewer.location)).status).toBe(405);

  expect(await call('DELETE', viewer.location)).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect((await call('PATCH', viewer.location, 'a=ice-ufrag:x\r\n', SDP_FRAGMENT)).status).toBe(404);
  viewer.close();
});

const OFFER = 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=rtpmap:96 H264/90000\r\n';

test.each([
  ['a camera that there is not', 'POST', '/nowhere/whep', 'v=0', SDP, 404, /no stream is available on path 'nowhere'/],
  ['another content type', 'POST', '/cam1/whep', '{}', { 'content-type': 'application/json' }, 400, /invalid Content-Type/],
  ['no SDP', 'POST', '/cam1/whep', 'hello', SDP, 400, /no SDP/],
  ['no video', 'POST', '/cam1/whep', 'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n', SDP, 400, /no video/],
  ['no H.264', 'POST', '/cam1/whep', 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=rtpmap:96 VP8/90000\r\n', SDP, 400, /no H\.264/],
  ['an offer that is torn', 'POST', '/cam1/whep', OFFER, SDP, 400, /./],
  ['an offer that only sends', 'POST', '/cam1/whep', `${OFFER}a=sendonly\r\n`, SDP, 400, /video is sendonly; .* recvonly/],
  ['an offer that does neither', 'POST', '/cam1/whep', OFFER.replace('m=', 'a=inactive\r\nm='), SDP, 400, /video is inactive/],
  ['far too much', 'POST', '/cam1/whep', `v=0${'x'.repeat(200_000)}`, SDP, 413, /bytes/],
  ['a session that there is not', 'DELETE', '/cam1/whep/00000000-0000-0000-0000-000000000000', undefined, {}, 404, /not found/],
  ['a method that there is not', 'PUT', '/cam1/whep', 'x', {}, 405, /not allowed/],
] as const)('%s is refused in words', async (_what, method, path, body, headers, status, words) => {
  const answer = await call(method, path, body, headers);
  expect([answer.status, answer.body?.status]).toEqual([status, 'error']);
  expect(answer.body?.error).toMatch(words);
});

test('what was refused leaves no viewer and no FFmpeg', async () => {
  await waitUntil('no FFmpeg', () => ownFfmpegs(process.pid).length === 0);
  const { cameras } = (await (await fetch(`${gateway.apiUrl}/api/cameras`)).json()) as { cameras: { viewers: number }[] };
  expect(cameras.map(({ viewers }) => viewers)).toEqual([0]);
});

test('a viewer that comes back within the linger time finds the same FFmpeg', async () => {
  const first = await openWhep(gateway.whepUrl, 'cam1');
  await waitUntil('pictures', () => first.packets() > 0);
  const pids = ownFfmpegs(process.pid);
  await first.remove();
  first.close();
  const second = await openWhep(gateway.whepUrl, 'cam1');
  await waitUntil('pictures', () => second.packets() > 0);
  expect(ownFfmpegs(process.pid)).toEqual(pids);
  await second.remove();
  second.close();
  await waitUntil('no FFmpeg', () => ownFfmpegs(process.pid).length === 0);
});

describe('what a viewer that joins is sent', () => {
  let camera: Camera;
  beforeAll(() => {
    camera = createCamera({ name: 'a', source: { type: 'demo' }, own: false, lingerMs: 0, log: () => undefined, onChange: () => undefined });
  });
  afterAll(() => camera.close());

  test('begins with a key frame, shows at once, and goes on without a gap', async () => {
    const live: Buffer[] = [];
    await camera.join((packet) => live.push(packet));
    await waitUntil('half a second of pictures', () => new Set(camera.cached.map((packet) => packet.readUInt32BE(4))).size >= 5);
    const rewriter = createRtpRewriter(42, 102);
    const sent = rewriter.backlog(camera.cached);
    expect(startsKeyFrame(sent[0] as Buffer)).toBe(true);
    const times = [...new Set(sent.map((packet) => packet.readUInt32BE(4)))];
    // Ten pictures or so, a fifteenth of a second apart at the camera, arrive as within a few milliseconds.
    expect(times.length).toBeGreaterThanOrEqual(5);
    expect(((times.at(-1) as number) - (times[0] as number)) >>> 0).toBeLessThan(90 * 20);
    const before = live.length;
    await waitUntil('live pictures', () => live.length > before + 5);
    const [last, ...rest] = live.slice(before).toReversed();
    sent.push(...rest.toReversed().map((packet) => rewriter.live(packet)), rewriter.padding(), rewriter.live(last as Buffer));
    const sequence = sent.map((packet) => packet.readUInt16BE(2));
    expect(sequence).toEqual(sequence.map((_, index) => ((sequence[0] as number) + index) & 0xffff));
    expect(new Set(sent.map((packet) => [packet.readUInt32BE(8), (packet[1] ?? 0) & 0x7f].join()))).toEqual(new Set(['42,102']));
  });
});

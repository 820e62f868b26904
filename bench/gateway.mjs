// What a camera and a viewer cost the camera server, and how soon the first packet comes. Viewers are WebRTC clients without a decoder, in
// this process, so that no browser's work is counted. Ratios are of one run; absolute figures are of this machine at this moment.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PeerConnection, RtcpReceivingSession, Video } from 'node-datachannel';
import pidusage from 'pidusage';

const CLI = join(dirname(fileURLToPath(import.meta.url)), '../dist/node/rtc-leaks.js');
const SETS = [[1, 1], [4, 1], [1, 4], [4, 4]];
const SETTLE_MS = 1_500;
const WINDOW_MS = 5_000;
const COLD = 5;
const WARM = 8;
const WITHIN_MS = 10_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const spread = (list) => `${Math.min(...list).toFixed(0)} / ${median(list).toFixed(0)} / ${Math.max(...list).toFixed(0)} ms`;

async function startGateway() {
  const child = spawn(process.execPath, [CLI, 'gateway', '--json', '--whep-port', '0', '--api-port', '0', '--linger', '60s'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('the camera server did not start; build it: npx vite build -c vite.node.config.ts'))),
  ]);
  return { child, ...JSON.parse(line) };
}

/** Whether a packet holds the parameter sets ahead of a key frame, or the start of its slice (RFC 6184). */
function startsKeyFrame(packet) {
  const at = 12 + 4 * (packet[0] & 0x0f);
  const type = packet[at] & 0x1f;
  if (type === 28) return (packet[at + 1] & 0x9f) === 0x85;
  return type === 5 || type === 7 || (type === 24 && [5, 7].includes(packet[at + 3] & 0x1f));
}

/** A viewer that notes when its first packet came, and each later start of a key frame. */
async function view({ whepUrl }, camera) {
  const peer = new PeerConnection(`viewer ${camera}`, { iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: true, forceMediaTransport: true });
  const video = new Video('0', 'RecvOnly');
  video.addH264Codec(96, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
  const track = peer.addTrack(video);
  track.setMediaHandler(new RtcpReceivingSession());
  const gathered = new Promise((resolve) => peer.onGatheringStateChange((state) => state === 'complete' && resolve()));
  peer.setLocalDescription('offer');
  await gathered;
  const startedAt = performance.now();
  const keyFrames = [];
  let first;
  let keyTimestamp;
  track.onMessage((packet) => {
    const now = performance.now() - startedAt;
    first ??= now;
    const timestamp = packet.readUInt32BE(4);
    if (!startsKeyFrame(packet) || timestamp === keyTimestamp) return;
    keyTimestamp = timestamp;
    keyFrames.push(now);
  });
  // Without candidates, as a browser that trickles: a check that comes before the answer makes the library give up.
  const body = peer.localDescription().sdp.replace(/^a=(?:candidate:.*|end-of-candidates)\r\n/gm, '');
  const answer = await fetch(`${whepUrl}/${camera}/whep`, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body });
  const sdp = await answer.text();
  if (answer.status !== 201) throw new Error(`${camera}: ${answer.status} ${sdp}`);
  peer.setRemoteDescription(sdp, 'answer');
  const until = async (what) => {
    const end = Date.now() + WITHIN_MS;
    while (!what()) {
      if (Date.now() > end) throw new Error(`${camera} did not play within ${WITHIN_MS} ms`);
      await sleep(10);
    }
  };
  return {
    firstPacketMs: async () => (await until(() => first !== undefined), first),
    // The first key frame is the cached one; a viewer without the cache would see its first picture with the second.
    nextKeyFrameMs: async () => (await until(() => keyFrames.length > 1), keyFrames[1]),
    async close() {
      await fetch(new URL(answer.headers.get('location'), whepUrl), { method: 'DELETE' });
      track.close();
      peer.close();
    },
  };
}

const processes = async ({ apiUrl }) => (await (await fetch(`${apiUrl}/api/processes`)).json()).processes;
const stop = ({ apiUrl, token }, camera) => fetch(`${apiUrl}/api/processes/${camera}/stop`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });

async function cost(gateway, cameras, viewersEach) {
  const viewers = [];
  for (let c = 1; c <= cameras; c += 1) for (let v = 0; v < viewersEach; v += 1) viewers.push(await view(gateway, `cam${c}`));
  await Promise.all(viewers.map((viewer) => viewer.firstPacketMs()));
  await sleep(SETTLE_MS);
  const pids = [gateway.pid, ...(await processes(gateway)).map(({ pid }) => pid)];
  await pidusage(pids);
  await sleep(WINDOW_MS);
  const usage = await pidusage(pids);
  const [own, ...ffmpegs] = pids.map((pid) => usage[pid]);
  for (const viewer of viewers) await viewer.close();
  for (let c = 1; c <= cameras; c += 1) await stop(gateway, `cam${c}`);
  const mib = (bytes) => Math.round(bytes / 1024 / 1024);
  const mean = (list) => list.reduce((sum, n) => sum + n, 0) / list.length;
  return {
    'cameras x viewers': `${cameras} x ${viewersEach}`,
    'gateway cpu %': own.cpu.toFixed(1),
    'gateway MiB': mib(own.memory),
    'FFmpegs': ffmpegs.length,
    'cpu % each': mean(ffmpegs.map(({ cpu }) => cpu)).toFixed(1),
    'MiB each': mib(mean(ffmpegs.map(({ memory }) => memory))),
  };
}

async function firstPackets(gateway) {
  const [cold, warm, withoutCache] = [[], [], []];
  for (let i = 0; i < COLD; i += 1) {
    const viewer = await view(gateway, 'cam1');
    cold.push(await viewer.firstPacketMs());
    await viewer.close();
    await stop(gateway, 'cam1');
  }
  const keepsWarm = await view(gateway, 'cam1');
  await keepsWarm.firstPacketMs();
  for (let i = 0; i < WARM; i += 1) {
    // At another moment of the group of pictures each time.
    await sleep((i * 1_000) / WARM);
    const viewer = await view(gateway, 'cam1');
    warm.push(await viewer.firstPacketMs());
    withoutCache.push(await viewer.nextKeyFrameMs());
    await viewer.close();
  }
  await keepsWarm.close();
  return { cold, warm, withoutCache };
}

const gateway = await startGateway();
try {
  const rows = [];
  for (const [cameras, viewers] of SETS) rows.push(await cost(gateway, cameras, viewers));
  console.log('640x360 at 15 pictures a second; cpu in percent of one core');
  console.table(rows);
  const { cold, warm, withoutCache } = await firstPackets(gateway);
  console.log('POST to first packet of a key frame (fastest / median / slowest)');
  console.log(`  cold: FFmpeg is started for it     ${spread(cold)}`);
  console.log(`  warm: FFmpeg runs                  ${spread(warm)}`);
  console.log(`  warm, without the cached pictures  ${spread(withoutCache)}`);
  console.log(`  median without / with the cache    ${(median(withoutCache) / median(warm)).toFixed(1)}`);
} finally {
  gateway.child.kill('SIGTERM');
  await once(gateway.child, 'exit');
}
process.exit(0);

// What the camera server costs, and how soon a picture comes: node bench/gateway.mjs [--samples 12] [--window 8]
// From the POST to the first packet and the first picture, cold (FFmpeg does not run) and warm, in turns within one run; then CPU time and memory
// for several numbers of cameras and viewers. The viewers are a real browser's; CPU is process time, so other work on the machine counts little.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pidusage from 'pidusage';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../src/cli/browser/find-browser.mjs';

const { values } = parseArgs({ options: { samples: { type: 'string', default: '12' }, window: { type: 'string', default: '8' } } });
const SAMPLES = Number(values.samples);
const WINDOW_MS = Number(values.window) * 1_000;
/** Cameras, and viewers of each. */
const LOADS = [[1, 1], [4, 1], [1, 4], [4, 4]];
const SETTLE_MS = 2_000;
const PATIENCE_MS = 15_000;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function startGateway() {
  const args = [join(root, 'dist/node/rtc-leaks.js'), 'gateway', '--json', '--whep-port', '0', '--api-port', '0', '--linger', '0s'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const stop = () => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM'));
  return { ...JSON.parse(value), stop };
}

const processes = async ({ apiUrl }) => (await (await fetch(`${apiUrl}/api/processes`)).json()).processes;

async function noFfmpeg(gateway, camera) {
  while ((await processes(gateway)).some((one) => one.camera === camera)) await sleep(20);
}

/** Gives the page three functions: one plays a camera and tells its times, one ends that, one counts what was decoded. Runs in the page. */
function installViewers(patienceMs) {
  const open = [];
  window.watch = async (camera) => {
    const peer = new RTCPeerConnection();
    const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true, width: 320 });
    document.body.append(video);
    const { receiver } = peer.addTransceiver('video', { direction: 'recvonly' });
    receiver.jitterBufferTarget = 0;
    video.srcObject = new MediaStream([receiver.track]);
    await peer.setLocalDescription();
    const began = performance.now();
    const since = () => performance.now() - began;
    // A receiver's track is muted until its first packet.
    const packet = new Promise((resolve) => receiver.track.addEventListener('unmute', () => resolve(since()), { once: true }));
    const picture = new Promise((resolve) => video.requestVideoFrameCallback(() => resolve(since())));
    const answer = await fetch(`/${camera}/whep`, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
    if (answer.status !== 201) throw new Error(`${camera}: ${answer.status} ${await answer.text()}`);
    const answered = since();
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    const viewer = open.push({ peer, video, session: answer.headers.get('Location') }) - 1;
    const late = new Promise((_, reject) => setTimeout(() => reject(new Error(`${camera}: no picture; connection ${peer.connectionState}`)), patienceMs));
    const [packetMs, pictureMs] = await Promise.race([Promise.all([packet, picture]), late]);
    return { viewer, answered, packet: packetMs, picture: pictureMs };
  };
  window.leave = async (viewer) => {
    const { peer, video, session } = open[viewer];
    delete open[viewer];
    video.srcObject = null;
    video.remove();
    peer.close();
    await fetch(session, { method: 'DELETE' });
  };
  window.decoded = async () => {
    const reports = await Promise.all(open.filter(Boolean).map(({ peer }) => peer.getStats()));
    const inbound = reports.flatMap((report) => [...report.values()].filter(({ type }) => type === 'inbound-rtp'));
    return { frames: inbound.reduce((sum, one) => sum + one.framesDecoded, 0), lost: inbound.reduce((sum, one) => sum + one.packetsLost, 0) };
  };
}

const watch = (page, camera) => page.evaluate((name) => window.watch(name), camera);
const leave = (page, { viewer }) => page.evaluate((number) => window.leave(number), viewer);

function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

/** One after the other, so that both kinds meet the same load; the first of each is the browser's own warm-up and does not count. */
async function timeFirstPicture(page, gateway) {
  const times = { cold: [], warm: [] };
  const other = await watch(page, 'cam2');
  for (let i = 0; i <= SAMPLES; i += 1) {
    await noFfmpeg(gateway, 'cam1');
    for (const [kind, camera] of [['cold', 'cam1'], ['warm', 'cam2']]) {
      const time = await watch(page, camera);
      if (i > 0) times[kind].push(time);
      await leave(page, time);
      // Not in step with the key frames, which come once a second.
      await sleep(200 + Math.random() * 400);
    }
  }
  await leave(page, other);
  await noFfmpeg(gateway, 'cam2');
  return times;
}

/** Process time used within the window, in percent of one core, and the memory at its end. */
async function usageOf(pids) {
  await pidusage(pids);
  const started = performance.now();
  await sleep(WINDOW_MS);
  const usage = await pidusage(pids);
  return { usage, seconds: (performance.now() - started) / 1_000 };
}

async function measureLoad(page, gateway, cameras, viewers) {
  const names = Array.from({ length: cameras }, (_, i) => `cam${i + 1}`);
  const open = [];
  for (const name of names) for (let i = 0; i < viewers; i += 1) open.push(await watch(page, name));
  await sleep(SETTLE_MS);
  const ffmpegs = (await processes(gateway)).map(({ pid }) => pid);
  const before = await page.evaluate(() => window.decoded());
  const { usage, seconds } = await usageOf([gateway.pid, ...ffmpegs]);
  const after = await page.evaluate(() => window.decoded());
  for (const viewer of open) await leave(page, viewer);
  for (const name of names) await noFfmpeg(gateway, name);
  const mean = (pick) => ffmpegs.reduce((sum, pid) => sum + pick(usage[pid]), 0) / ffmpegs.length;
  return {
    cameras,
    viewers,
    ffmpegs: ffmpegs.length,
    gateway: { cpu: usage[gateway.pid].cpu, megabytes: usage[gateway.pid].memory / 2 ** 20 },
    ffmpeg: { cpu: mean(({ cpu }) => cpu), megabytes: mean(({ memory }) => memory) / 2 ** 20 },
    fps: (after.frames - before.frames) / seconds / (cameras * viewers),
    lost: after.lost - before.lost,
  };
}

const profile = await mkdtemp(join(tmpdir(), 'rtc-leaks-bench-'));
const gateway = await startGateway();
const browser = await launch({
  executablePath: await findBrowser(),
  userDataDir: profile,
  args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--mute-audio', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const [page] = await browser.pages();
  await page.goto(`${gateway.whepUrl}/config.json`);
  await page.evaluate(installViewers, PATIENCE_MS);
  const times = await timeFirstPicture(page, gateway);
  console.log(`\nFrom the POST, ms (median, 95 %), n = ${SAMPLES} each\n\n| | answer | first packet | first picture |\n|---|---|---|---|`);
  const medians = {};
  for (const kind of ['cold', 'warm']) {
    const cells = ['answered', 'packet', 'picture'].map((what) => times[kind].map((time) => time[what]));
    medians[kind] = quantile(cells[2], 0.5);
    console.log(`| ${kind} | ${cells.map((all) => `${Math.round(quantile(all, 0.5))}, ${Math.round(quantile(all, 0.95))}`).join(' | ')} |`);
  }
  console.log(`\nWarm takes ${(medians.warm / medians.cold).toFixed(2)} of the time of cold.`);

  console.log(`\nCPU in % of one core over ${WINDOW_MS / 1_000} s, memory in MB, 640x360 at 15 pictures/s\n`);
  console.log('| cameras × viewers | gateway CPU | gateway MB | each FFmpeg CPU | each FFmpeg MB | FFmpegs | pictures/s | packets lost |\n|---|---|---|---|---|---|---|---|');
  const idle = (await usageOf([gateway.pid])).usage[gateway.pid];
  console.log(`| none | ${idle.cpu.toFixed(1)} | ${Math.round(idle.memory / 2 ** 20)} | | | 0 | | |`);
  const loads = [];
  for (const [cameras, viewers] of LOADS) {
    const load = await measureLoad(page, gateway, cameras, viewers);
    loads.push(load);
    console.log(
      `| ${cameras} × ${viewers} | ${load.gateway.cpu.toFixed(1)} | ${Math.round(load.gateway.megabytes)} | ${load.ffmpeg.cpu.toFixed(1)} | ${Math.round(load.ffmpeg.megabytes)} | ${load.ffmpegs} | ${load.fps.toFixed(1)} | ${load.lost} |`,
    );
  }
  const [one, cameras, viewers, all] = loads;
  const more = (load, count) => `${((load.gateway.cpu - one.gateway.cpu) / count).toFixed(2)} % and ${((load.gateway.megabytes - one.gateway.megabytes) / count).toFixed(1)} MB`;
  console.log(`\nIn the gateway a further camera with its viewer costs ${more(cameras, 3)}, a further viewer of the same camera ${more(viewers, 3)}.`);
  const [ffmpegCpu, gatewayCpu] = [all.ffmpeg.cpu * all.ffmpegs, all.gateway.cpu];
  console.log(`With 4 × 4 the FFmpegs take ${(ffmpegCpu / gatewayCpu).toFixed(1)} times the CPU of the gateway.`);
} finally {
  await browser.close();
  await gateway.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

// Switching cameras in the real viewer, with the real camera server: node bench/viewer.mjs [--switches 50,500] [--samples 20] [--fault keep-peer]
// Time from the click to the first picture of the new camera, against the flow that the project started from, in turns within one run; and what
// is left after many switches.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../src/cli/browser/find-browser.mjs';

const { values } = parseArgs({ options: { switches: { type: 'string', default: '50,500' }, samples: { type: 'string', default: '20' }, fault: { type: 'string', default: '' } } });
/** Lengths of run that are counted, each beginning where the one before ended. */
const RUNS = values.switches.split(',').map(Number);
const SAMPLES = Number(values.samples);
const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'];
/** What the engine compiles and makes once, for the page and for looking at it, is not growth: measured, the heap is level after these. */
const WARM_UP = 40;
/** Looks at the counts this many times over a run; each look collects garbage and takes half a second. */
const LOOKS = 25;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function startGateway() {
  const args = [join(root, 'dist/node/rtc-leaks.js'), 'gateway', '--json', '--whep-port', '0', '--api-port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (chunk) => (said = (said + chunk).slice(-2_000)));
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (!value) throw new Error(`the camera server did not start: ${said}`);
  let isStopping = false;
  void exited.then(([code, signal]) => isStopping || console.error(`the camera server ended by itself (${signal ?? code}): ${said}`));
  const stop = async () => {
    isStopping = true;
    child.kill('SIGTERM');
    await exited;
  };
  return { ...JSON.parse(value), stop };
}

/** The flow that the project started from: stop all in turn, wait a fixed time, offer with all candidates, no trickle. Runs in the page. */
function installGuideFlow(settleMs) {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, width: 640, height: 360 });
  document.body.replaceChildren(video);
  let current;
  const stop = async () => {
    video.pause();
    for (const track of video.srcObject?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    current.peer.ontrack = null;
    current.peer.close();
    await fetch(current.session, { method: 'DELETE' });
    await fetch(`/api/processes/${current.camera}/stop`, { method: 'POST' });
    await new Promise((resolve) => setTimeout(resolve, settleMs));
  };
  const start = async (camera) => {
    const peer = new RTCPeerConnection();
    const shown = new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    peer.ontrack = ({ streams: [stream], track }) => (video.srcObject = stream ?? new MediaStream([track]));
    peer.addTransceiver('video', { direction: 'recvonly' });
    peer.addTransceiver('audio', { direction: 'recvonly' });
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => (peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve()));
    const answer = await fetch(`/${camera}/whep`, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
    current = { camera, peer, session: answer.headers.get('Location') };
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
    await shown;
  };
  window.guideSwitch = async (camera) => {
    const clicked = performance.now();
    if (current) await stop();
    await start(camera);
    return performance.now() - clicked;
  };
}

/** Gives the page a function that clicks a camera and waits for its picture; milliseconds. Runs in the page. */
function installViewerSwitch() {
  window.viewerSwitch = (camera) =>
    new Promise((resolve, reject) => {
      const html = document.documentElement;
      const clicked = performance.now();
      const watcher = new MutationObserver(() => {
        if (html.dataset.state !== 'playing' || html.dataset.shown !== camera) return;
        watcher.disconnect();
        clearTimeout(late);
        resolve(performance.now() - clicked);
      });
      watcher.observe(html, { attributes: true });
      const late = setTimeout(() => reject(new Error(`${camera} did not play`)), 15_000);
      document.querySelector(`button[data-camera="${camera}"]`).click();
    });
}

async function openViewer(browser, gateway, fault = '') {
  const page = await browser.newPage();
  await page.goto(`${gateway.whepUrl}/?fault=${fault}`);
  await page.waitForSelector('button[data-camera]');
  await page.evaluate(installViewerSwitch);
  return { page, switchTo: (camera) => page.evaluate((name) => window.viewerSwitch(name), camera) };
}

/**
 * Frames of the new connection since its begin: decoded, and thrown away, before they were decoded or because they were too late to be shown
 * (`framesDropped`). The old connection is closed by then: what of it was under way is in no count. Runs in the page.
 */
async function frameCounts() {
  const [peer] = window.activePeerConnections.values();
  const inbound = [...(await peer.getStats()).values()].find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
  return { decoded: inbound.framesDecoded, lost: inbound.framesDropped };
}

function quantile(sorted, q) {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

function row(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const [median, p95, max] = [quantile(sorted, 0.5), quantile(sorted, 0.95), sorted.at(-1)].map(Math.round);
  console.log(`| ${name} | ${median} | ${p95} | ${max} | ${sorted.length} |`);
  return median;
}

/**
 * Growth a switch: the median of the slopes between all pairs of looks (Theil–Sen), and half of their interquartile range. One step, as when the
 * engine compiles something anew, does not pass for growth, as it would with least squares.
 */
function slopeOf(points) {
  const slopes = points.flatMap(([x1, y1], i) => points.slice(i + 1).map(([x2, y2]) => (y2 - y1) / (x2 - x1)));
  slopes.sort((a, b) => a - b);
  return { slope: quantile(slopes, 0.5), spread: (quantile(slopes, 0.75) - quantile(slopes, 0.25)) / 2 };
}

async function countAll(cdp, gateway) {
  for (let i = 0; i < 4; i += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await sleep(100);
  }
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name) => metrics.find((one) => one.name === name).value;
  const { result: prototype } = await cdp.send('Runtime.evaluate', { expression: 'RTCPeerConnection.prototype' });
  const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    returnByValue: true,
    functionDeclaration: 'function () { return this.flatMap((peer) => peer.getReceivers()).filter(({ track }) => track.readyState === "live").length; }',
  });
  await cdp.send('Runtime.releaseObject', { objectId: objects.objectId });
  const { processes } = await (await fetch(`${gateway.apiUrl}/api/processes`)).json();
  return { peers: metric('RTCPeerConnections'), tracks: result.value, ffmpegs: processes.length, heap: metric('JSHeapUsedSize'), nodes: metric('Nodes') };
}

async function timeSwitches(browser, gateway) {
  const { page: viewer, switchTo } = await openViewer(browser, gateway);
  const guide = await browser.newPage();
  await guide.goto(`${gateway.whepUrl}/config.json`);
  await guide.evaluate(installGuideFlow, 100);
  const times = { guide: [], cold: [], warm: [], decoded: 0, lost: 0 };

  // Both are cold: each switch stops the old FFmpeg and starts the new one. In turns, so that both meet the same load; the first of each warms up.
  for (let i = 0; i <= SAMPLES; i += 1) {
    const camera = CAMERAS[i % 2];
    await guide.bringToFront();
    const guideMs = await guide.evaluate((name) => window.guideSwitch(name), camera);
    await sleep(300);
    await viewer.bringToFront();
    const other = CAMERAS[2 + (i % 2)];
    const ms = await switchTo(other);
    await sleep(500);
    const { decoded, lost } = await viewer.evaluate(frameCounts);
    if (i === 0) continue;
    times.guide.push(guideMs);
    times.cold.push(ms);
    times.decoded += decoded;
    times.lost += lost;
  }
  await guide.close();

  // Warm: somebody else watches all cameras, so their FFmpegs run and the server has their last key frames.
  const others = await browser.newPage();
  await others.goto(`${gateway.whepUrl}/?layout=4`);
  await others.waitForFunction(() => document.querySelectorAll('.tile[data-state="playing"]').length === 4);
  await viewer.bringToFront();
  for (let i = 0; i < SAMPLES; i += 1) {
    times.warm.push(await switchTo(CAMERAS[i % 4]));
    await sleep(300);
  }
  await others.close();
  await viewer.close();
  return times;
}

async function countSwitches(browser, gateway, report) {
  const { page, switchTo } = await openViewer(browser, gateway, values.fault);
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.enable');
  for (let i = 0; i < WARM_UP; i += 1) {
    await switchTo(CAMERAS[i % 4]);
    if (i % 4 === 0) await countAll(cdp, gateway);
  }
  for (const switches of RUNS) {
    const every = Math.max(1, Math.floor(switches / LOOKS));
    const looks = [{ at: 0, ...(await countAll(cdp, gateway)) }];
    for (let i = 1; i <= switches; i += 1) {
      // The next one comes as soon as the picture is there: 500 take some minutes.
      await switchTo(CAMERAS[i % 4]);
      if (i % every === 0) looks.push({ at: i, ...(await countAll(cdp, gateway)) });
    }
    report(switches, looks);
  }
  await page.close();
}

const profile = await mkdtemp(join(tmpdir(), 'rtc-leaks-bench-'));
const gateway = await startGateway();
const browser = await launch({
  executablePath: await findBrowser(),
  userDataDir: profile,
  args: ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--mute-audio', '--enable-precise-memory-info', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const times = await timeSwitches(browser, gateway);
  console.log('\nClick to first picture, ms\n\n| flow | median | p95 | max | n |\n|---|---|---|---|---|');
  const guide = row('as it was: fixed wait, all candidates first, cold', times.guide);
  const cold = row('viewer, cold', times.cold);
  const warm = row('viewer, warm', times.warm);
  console.log(`\nFrames of the new camera, from its begin to half a second after its first picture: ${times.decoded} decoded, ${times.lost} thrown away (framesDropped).`);
  console.log(`Cold takes ${(cold / guide).toFixed(2)}, warm ${(warm / guide).toFixed(2)} of the time it was; 100 ms of each is the settle time.`);

  await countSwitches(browser, gateway, (switches, looks) => {
    console.log(`\nOver ${switches} switches after ${WARM_UP} to warm up, after garbage collection, ${looks.length} looks\n\n| what | first | last | most | growth a switch (± half the interquartile range) | |\n|---|---|---|---|---|---|`);
    for (const [name, what] of [['peers', 'connection objects'], ['tracks', 'live tracks'], ['ffmpegs', 'FFmpegs'], ['nodes', 'DOM nodes'], ['heap', 'heap, kB']]) {
      const unit = name === 'heap' ? 1_024 : 1;
      const all = looks.map((look) => look[name] / unit);
      const { slope, spread } = slopeOf(looks.map(({ at, [name]: value }) => [at, value / unit]));
      const [first, last, most] = [all[0], all.at(-1), Math.max(...all)].map(Math.round);
      console.log(`| ${what} | ${first} | ${last} | ${most} | ${slope.toFixed(3)} ± ${spread.toFixed(3)} | ${Math.abs(slope) <= spread ? 'within noise of zero' : slope < 0 ? 'falls' : 'GROWS'} |`);
    }
  });
} finally {
  await browser.close();
  await gateway.stop();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}

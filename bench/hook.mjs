// What the hook costs a page: node bench/hook.mjs [--rounds 15] [--loads 40] [--extension dist/chrome] [--calls close]
// Two Chromiums, one of them with the built extension, do the same work in turns within one run; the medians over all rounds. Then a page that does nothing with
// WebRTC is loaded in both, and the browser's own trace tells what ran. `npm run bench hook` builds the extension before.
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from 'puppeteer-core';
import { findBrowser } from '../src/cli/browser/find-browser.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' }, loads: { type: 'string', default: '40' }, extension: { type: 'string', default: 'dist/chrome' }, calls: { type: 'string', default: '' } } });
const ROUNDS = Number(values.rounds);
/** Rounds before those that count: what a page calls often is compiled by then. */
const WARM_UP = 5;
const LOADS = Number(values.loads);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ARGS = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--autoplay-policy=no-user-gesture-required'];

async function startBrowser(extension) {
  const userDataDir = await mkdtemp(join(tmpdir(), 'rtc-leaks-'));
  const args = [...ARGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await launch({ executablePath: await findBrowser(), headless: true, pipe: true, userDataDir, enableExtensions: true, args });
  if (extension) await browser.installExtension(extension);
  const close = async () => {
    await browser.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

const server = createServer((request, response) => {
  request.resume();
  response.setHeader('Content-Type', 'text/html');
  // An isolated page has a clock of 5 microseconds; else it is 100, more than most calls take.
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.statusCode = request.method === 'POST' ? 404 : 200;
  response.end(request.method === 'GET' ? '<!doctype html><title>page</title><script>document.title = "loaded"</script><p>nothing but text' : '');
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${server.address().port}/`;

/** Name, how many calls are timed together (so that it is well above the clock's step), what is done, what it needs before. They run in the page. */
const CALLS = [
  ['new RTCPeerConnection() + close()', 1, () => new RTCPeerConnection().close()],
  ['peer.addTransceiver()', 1, (peer) => peer.addTransceiver('video')],
  ['peer.addTrack() + removeTrack()', 1, (peer) => peer.removeTrack(peer.addTrack(state.track))],
  ['peer.createDataChannel()', 2, (peer) => peer.createDataChannel('x')],
  ['peer.getStats()', 20, (peer) => void peer.getStats()],
  ['sender.replaceTrack()', 20, (peer) => void peer.getSenders()[0]?.replaceTrack(null), (peer) => peer.addTransceiver('video')],
  ['track.clone() + stop()', 2, () => state.track.clone().stop()],
  ['stream.clone()', 2, () => state.stream.clone()],
  ['canvas.captureStream()', 5, () => state.canvas.captureStream(0)],
  ['video.srcObject = stream, null', 20, () => ((state.video.srcObject = state.stream), (state.video.srcObject = null))],
  ['drawImage(video)', 500, () => state.drawing.drawImage(state.video, 0, 0)],
  ['createMediaStreamSource() + disconnect()', 5, () => state.audio.createMediaStreamSource(state.sound).disconnect()],
  ['new MediaRecorder()', 20, () => new MediaRecorder(state.stream)],
  ['new AudioContext() + close()', 1, () => void new AudioContext().close()],
  ['new WebSocket() + close()', 5, () => new WebSocket(location.href.replace('http', 'ws')).close()],
  ['fetch(), POST of an offer', 5, () => void fetch('/cam/whep', { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: 'v=0' }).catch(() => 0)],
  ['fetch(), any other', 5, () => void fetch('/other').catch(() => 0)],
  ['XMLHttpRequest: open, send', 5, () => { const request = new XMLHttpRequest(); request.open('GET', '/other'); request.send(); }],
  ['window.addEventListener() + remove', 20, () => { const f = () => 0; addEventListener('x', f); removeEventListener('x', f); }],
  ['element.addEventListener() + remove', 500, () => { const f = () => 0; state.canvas.addEventListener('x', f); state.canvas.removeEventListener('x', f); }],
  ['stream getReader() + read()', 20, () => void new ReadableStream().getReader().read()],
];

/** Runs in the page. */
function prepare() {
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d');
  const video = document.createElement('video');
  const stream = canvas.captureStream(0);
  const audio = new AudioContext();
  const sound = audio.createMediaStreamDestination().stream;
  window.state = { canvas, drawing, video, stream, track: stream.getTracks()[0], audio, sound };
}

/** Microseconds a call takes, for each of 20 spells; between them the page comes to rest. Runs in the page. */
async function batch(index, calls) {
  const [, , call, before] = window.calls[index];
  const peer = new RTCPeerConnection();
  before?.(peer);
  const times = [];
  for (let spell = 0; spell < 20; spell += 1) {
    const started = performance.now();
    for (let i = 0; i < calls; i += 1) call(peer);
    times.push(((performance.now() - started) * 1000) / calls);
    if (spell % 5 === 4) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  peer.close();
  return times;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function openPage(browser) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(prepare);
  await page.evaluate(`window.calls = [${CALLS.map(([, calls, ...functions]) => `['', ${calls}, ${functions.map(String).join(', ')}]`).join(', ')}]`);
  return page;
}

async function collectGarbage(page) {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

async function timeCalls(browsers) {
  const results = [];
  for (const [index, [name, calls]] of CALLS.entries()) {
    if (!name.includes(values.calls)) continue;
    const times = { native: [], hooked: [] };
    const pages = [['native', await openPage(browsers.native.browser)], ['hooked', await openPage(browsers.hooked.browser)]];
    for (let round = 1 - WARM_UP; round <= ROUNDS; round += 1) {
      // In turns, and each time the other one first.
      for (const [which, page] of round % 2 ? pages : pages.toReversed()) {
        const microseconds = await page.evaluate(batch, index, calls);
        if (round > 0) times[which].push(...microseconds);
        // A browser refuses further connections when 500 closed ones have not been collected.
        if (round % 5 === 0) await collectGarbage(page);
      }
    }
    for (const [, page] of pages) await page.close();
    const [native, hooked] = [median(times.native), median(times.hooked)];
    results.push({ name, native, hooked, added: hooked - native, ratio: hooked / native });
  }
  return results;
}

/** What the browser's trace tells of a page that does nothing with WebRTC: script of the hook, and what would keep a page busy. */
async function traceLoads(browser) {
  const page = await browser.newPage();
  await page.goto(url);
  const scripts = [];
  const counts = { timers: 0, messages: 0 };
  for (let i = 0; i < LOADS; i += 1) {
    await page.tracing.start({ categories: ['devtools.timeline'] });
    await page.goto(url);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
    const own = traceEvents.filter(({ name, args }) => name === 'EvaluateScript' && /hook\.iife/.test(args.data?.url ?? ''));
    // Processor time: on a busy machine the clock would tell of the others, too.
    if (own.length) scripts.push(own.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur), 0) / 1000);
    counts.timers += traceEvents.filter(({ name }) => name === 'TimerInstall').length;
    counts.messages += traceEvents.filter(({ name }) => /PostMessage/.test(name)).length;
  }
  await page.close();
  return { scriptMs: scripts.length ? median(scripts) : 0, scriptMinMs: scripts.length ? Math.min(...scripts) : 0, ...counts };
}

/** Ports that the extension's background is offered while such a page is loaded. */
async function countPorts(browser) {
  const target = await browser.waitForTarget((candidate) => candidate.type() === 'service_worker');
  const worker = await target.worker();
  // Just started, it has no `chrome` yet.
  while (!(await worker.evaluate(() => Boolean(globalThis.chrome?.runtime?.onConnect)))) await new Promise((resolve) => setTimeout(resolve, 50));
  await worker.evaluate(() => {
    globalThis.portCount = 0;
    chrome.runtime.onConnect.addListener(() => (globalThis.portCount += 1));
  });
  const page = await browser.newPage();
  await page.goto(url);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await page.close();
  return worker.evaluate(() => globalThis.portCount);
}

const browsers = { native: await startBrowser(), hooked: await startBrowser(resolve(root, values.extension)) };
try {
  const ports = await countPorts(browsers.hooked.browser);
  const quiet = { native: await traceLoads(browsers.native.browser), hooked: { ...(await traceLoads(browsers.hooked.browser)), ports } };
  const calls = await timeCalls(browsers);
  const us = (value) => value.toFixed(value < 10 ? 2 : 1);
  console.log('| call | native µs | with the hook µs | added µs | ratio |\n|---|---|---|---|---|');
  for (const { name, native, hooked, added, ratio } of calls) console.log(`| ${name} | ${us(native)} | ${us(hooked)} | ${us(added)} | ${ratio.toFixed(2)} |`);
  console.log(`\na page without WebRTC, ${LOADS} loads: script of the hook ${quiet.hooked.scriptMs.toFixed(2)} ms (median), ${quiet.hooked.scriptMinMs.toFixed(2)} ms (least)`);
  console.log(`timers ${quiet.hooked.timers} (native ${quiet.native.timers}), messages ${quiet.hooked.messages} (native ${quiet.native.messages}), ports ${ports}`);
  console.log(JSON.stringify({ bench: 'hook', rounds: ROUNDS, calls, quiet }));
} finally {
  await Promise.all([browsers.native.close(), browsers.hooked.close()]);
  server.close();
}

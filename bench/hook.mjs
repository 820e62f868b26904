// What the hook costs a page: node bench/hook.mjs [--rounds 15] [--loads 40] [--extension dist/chrome] [--calls close]
// Two Chromiums, one of them with the built extension, do the same work in turns within one run; the medians of the rounds. Then a page that does nothing with
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
const LOADS = Number(values.loads);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ARGS = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--js-flags=--expose-gc', '--autoplay-policy=no-user-gesture-required'];

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

/** Name, how often a batch does it, what is done (timed), what it needs, what is cleaned up after. They run in the page. */
const CALLS = [
  ['new RTCPeerConnection() + close()', 20, () => new RTCPeerConnection().close()],
  ['peer.addTransceiver()', 20, (peer) => peer.addTransceiver('video')],
  ['peer.addTrack() + removeTrack()', 50, (peer) => peer.removeTrack(peer.addTrack(state.track))],
  ['peer.createDataChannel()', 50, (peer) => peer.createDataChannel('x')],
  ['peer.getStats()', 500, (peer) => void peer.getStats()],
  ['sender.replaceTrack()', 500, (peer) => void peer.getSenders()[0]?.replaceTrack(null), (peer) => peer.addTransceiver('video')],
  ['track.clone() + stop()', 100, () => state.track.clone().stop()],
  ['stream.clone()', 100, () => state.stream.clone()],
  ['canvas.captureStream()', 100, () => state.canvas.captureStream(0)],
  ['video.srcObject = stream, null', 200, () => ((state.video.srcObject = state.stream), (state.video.srcObject = null))],
  ['drawImage(video)', 5000, () => state.drawing.drawImage(state.video, 0, 0)],
  ['createMediaStreamSource() + disconnect()', 100, () => state.audio.createMediaStreamSource(state.sound).disconnect()],
  ['new MediaRecorder()', 200, () => new MediaRecorder(state.stream)],
  ['new AudioContext() + close()', 10, () => void new AudioContext().close()],
  ['new WebSocket() + close()', 50, () => new WebSocket(location.href.replace('http', 'ws')).close()],
  ['fetch(), POST of an offer', 50, () => void fetch('/cam/whep', { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: 'v=0' }).catch(() => 0)],
  ['fetch(), any other', 50, () => void fetch('/other').catch(() => 0)],
  ['XMLHttpRequest: open, send', 50, () => { const request = new XMLHttpRequest(); request.open('GET', '/other'); request.send(); }],
  ['window.addEventListener() + remove', 500, () => { const f = () => 0; addEventListener('x', f); removeEventListener('x', f); }],
  ['element.addEventListener() + remove', 5000, () => { const f = () => 0; state.canvas.addEventListener('x', f); state.canvas.removeEventListener('x', f); }],
  ['stream getReader() + read()', 500, () => void new ReadableStream().getReader().read()],
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

/** Microseconds a call takes, in the quickest of ten short spells: others on the machine interrupt a long one every time. Runs in the page. */
async function batch(index, count) {
  const [, , call, before] = window.calls[index];
  gc();
  const peer = new RTCPeerConnection();
  before?.(peer);
  let least = Infinity;
  const calls = count / 10;
  for (let spell = 0; spell < 10; spell += 1) {
    const started = performance.now();
    for (let i = 0; i < calls; i += 1) call(peer);
    least = Math.min(least, performance.now() - started);
  }
  peer.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  gc();
  return (least * 1000) / calls;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function openPage(browser) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(prepare);
  await page.evaluate(`window.calls = [${CALLS.map(([, count, ...functions]) => `['', ${count}, ${functions.map(String).join(', ')}]`).join(', ')}]`);
  return page;
}

async function timeCalls(browsers) {
  const results = [];
  for (const [index, [name, count]] of CALLS.entries()) {
    if (!name.includes(values.calls)) continue;
    const times = { native: [], hooked: [] };
    const pages = [['native', await openPage(browsers.native.browser)], ['hooked', await openPage(browsers.hooked.browser)]];
    for (let round = 0; round <= ROUNDS; round += 1) {
      // In turns, and each time the other one first; the first round warms up.
      for (const [which, page] of round % 2 ? pages : pages.toReversed()) {
        const microseconds = await page.evaluate(batch, index, count);
        if (round) times[which].push(microseconds);
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
    await page.tracing.start({ categories: ['devtools.timeline', 'v8', 'toplevel'] });
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

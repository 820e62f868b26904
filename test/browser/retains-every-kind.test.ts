import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { EXTENSION } from '../support/dist.ts';
import { inspect } from '../support/inspected-page.ts';
import { servePages, type PageServer } from '../support/page-server.ts';

/** Makes objects of each kind as pages do, ends them as pages should, drops them, and counts what the engine collects. */
const PAGE = `<!doctype html><body><script>
  window.collected = {};
  const registry = new FinalizationRegistry((kind) => { collected[kind] = (collected[kind] ?? 0) + 1; });
  const mind = (kind, object) => (registry.register(object, kind), object);
  const picture = () => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    return canvas.captureStream(5);
  };
  const KINDS = {
    peer() { mind('peer', new RTCPeerConnection()).close(); },
    'peer with a sender'() {
      const pc = mind('peer with a sender', new RTCPeerConnection());
      const stream = picture();
      pc.addTrack(stream.getTracks()[0], stream);
      stream.getTracks()[0].stop();
      pc.close();
    },
    channel() { const pc = new RTCPeerConnection(); mind('channel', pc.createDataChannel('x')).close(); pc.close(); },
    track() { const [track] = picture().getTracks(); mind('track', track).stop(); },
    clone() { const [track] = picture().getTracks(); mind('clone', track.clone()).stop(); track.stop(); },
    stream() { mind('stream', new MediaStream()); },
    'stream of a camera': async () => { const stream = mind('stream of a camera', await navigator.mediaDevices.getUserMedia({ video: true })); stream.getTracks().forEach((track) => mind('track of a camera', track).stop()); },
    element() {
      const video = mind('element', document.createElement('video'));
      const stream = picture();
      video.srcObject = stream;
      stream.getTracks().forEach((track) => track.stop());
      video.srcObject = null;
    },
    'element in the document'() {
      const video = mind('element in the document', document.createElement('video'));
      document.body.append(video);
      video.srcObject = new MediaStream();
      video.srcObject = null;
      video.remove();
    },
    'audio context': async () => {
      const context = mind('audio context', new AudioContext());
      const out = mind('audio destination', context.createMediaStreamDestination());
      mind('audio source', context.createMediaStreamSource(out.stream)).disconnect();
      out.stream.getTracks().forEach((track) => track.stop());
      await context.close();
    },
    recorder: async () => {
      const stream = picture();
      const recorder = mind('recorder', new MediaRecorder(stream));
      recorder.start();
      await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop(); });
      recorder.onstop = null;
      stream.getTracks().forEach((track) => track.stop());
    },
    processor: async () => {
      const [track] = picture().getTracks();
      const reader = mind('processor', new MediaStreamTrackProcessor({ track })).readable.getReader();
      track.stop();
      await reader.cancel();
    },
    generator() { mind('generator', new MediaStreamTrackGenerator({ kind: 'video' })).stop(); },
    'media source'() { const source = mind('media source', new MediaSource()); URL.revokeObjectURL(URL.createObjectURL(source)); },
    socket: async () => {
      const socket = mind('socket', new WebSocket('ws://' + location.host + '/none'));
      await new Promise((resolve) => { socket.onclose = resolve; });
      socket.onclose = null;
    },
    request: async () => { mind('answer', await fetch('/none', { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: 'v=0' })); },
    listener() { const listener = mind('listener', () => {}); addEventListener('resize', listener); removeEventListener('resize', listener); },
    'own object in a registry'() { const pc = mind('own object in a registry', new RTCPeerConnection()); window.activePeerConnections = new Map([['cam1', pc]]); pc.close(); activePeerConnections.clear(); },
  };
  window.makeAll = async () => {
    for (const make of Object.values(KINDS)) for (let i = 0; i < 5; i += 1) await make();
  };
</script>`;
const ARGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];
const ROUNDS = 6;

let server: PageServer;
let plain: LaunchedBrowser;
let extended: LaunchedBrowser;

beforeAll(async () => {
  server = await servePages({ '/': PAGE });
  [plain, extended] = await Promise.all([launchBrowser({ headless: true, args: ARGS }), launchBrowser({ headless: true, args: ARGS, extension: EXTENSION })]);
});
afterAll(async () => {
  await Promise.all([plain?.close(), extended?.close()]);
  await server?.close();
});

async function collectedIn(page: Page): Promise<Record<string, number>> {
  await page.evaluate('makeAll()');
  const session = await page.createCDPSession();
  for (let i = 0; i < ROUNDS; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await session.send('HeapProfiler.collectGarbage');
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  await session.detach();
  return (await page.evaluate('collected')) as Record<string, number>;
}

test('of every kind as much is collected with the extension and its panel as without', async () => {
  const bare = await plain.browser.newPage();
  await bare.goto(server.origin);
  const without = await collectedIn(bare);
  const inspected = await inspect(extended, server.origin);
  try {
    const withIt = await collectedIn(inspected.page);
    expect(Object.keys(without).length).toBeGreaterThan(15);
    const kept = Object.entries(without).flatMap(([kind, count]) => ((withIt[kind] ?? 0) < count ? [[kind, count, withIt[kind] ?? 0]] : []));
    console.log(JSON.stringify({ without, withIt }));
    expect(kept).toEqual([]);
  } finally {
    await inspected.close();
  }
});

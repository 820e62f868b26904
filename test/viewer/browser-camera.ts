import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser } from '../../src/cli/browser/launch.ts';
import { startScriptedServer, type Call } from './scripted-server.ts';

const DIST = join(import.meta.dirname, '../../dist/viewer');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Answers a call with an error of this status, or not at all; undefined lets the camera answer. */
export type Intercept = (call: Call) => number | 'hang' | undefined;

export interface BrowserCamera {
  /** Where the viewer lies as static files, with the cameras beside it. */
  readonly url: string;
  readonly calls: readonly Call[];
  /** The picture stands still from now on, or moves again; the connections stay up. */
  freeze(frozen: boolean): Promise<void>;
  /** The cameras' side stops dead, network and all, as a machine that sleeps; or wakes up again. */
  sleep(asleep: boolean): Promise<void>;
  /** Connections that the cameras' side has. */
  sessions(): Promise<number>;
  close(): Promise<void>;
}

interface CameraPage {
  answer(offer: string): Promise<{ id: string; sdp: string }>;
  restart(id: string, fragment: string): Promise<string>;
  end(id: string): void;
  freeze(frozen: boolean): void;
  count(): number;
}

/**
 * A WHEP server whose cameras are a second browser that draws a picture and sends it: a full ICE agent that can restart, freeze and fall
 * asleep, which the camera server's cannot all do. It delivers the built viewer as plain static files.
 */
export async function startBrowserCamera(intercept?: Intercept): Promise<BrowserCamera> {
  const launched = await launchBrowser({ headless: true, args: ['--disable-background-timer-throttling', '--disable-renderer-backgrounding'] });
  const [page = await launched.browser.newPage()] = await launched.browser.pages();
  await page.evaluate(installCamera);
  const system = await launched.browser.target().createCDPSession();
  // Asked each time: the browser may give a page another process than the one it began with.
  const renderers = async (): Promise<number[]> => {
    const { processInfo } = await system.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  };
  const server = await startScriptedServer(async (call, response) => {
    const { pathname } = new URL(call.path, 'http://localhost');
    const status = intercept?.(call);
    if (status === 'hang') return;
    if (status !== undefined) {
      response.writeHead(status).end('{"status":"error","error":"as the test wants it"}');
      return;
    }
    const [, camera, whep, id] = pathname.split('/');
    if (camera && whep === 'whep') {
      if (call.method === 'POST') {
        const { id: made, sdp } = await inCamera(page, 'answer', call.body);
        response.writeHead(201, { Location: `/${camera}/whep/${made}`, 'Content-Type': 'application/sdp', ID: made }).end(sdp);
      } else if (call.method === 'PATCH' && id && !call.headers['if-match']?.includes('trickle')) {
        const reply = await inCamera(page, 'restart', id, call.body);
        response.writeHead(reply ? 200 : 204).end(reply);
      } else if (call.method === 'DELETE' && id) {
        await inCamera(page, 'end', id);
        response.writeHead(200).end();
      } else response.writeHead(call.method === 'OPTIONS' ? 204 : 405).end();
      return;
    }
    const file = join(DIST, pathname === '/' ? 'index.html' : pathname);
    const body = file.startsWith(DIST) ? await readFile(file).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
  });
  return {
    url: `${server.origin}/`,
    calls: server.calls,
    freeze: (frozen) => inCamera(page, 'freeze', frozen),
    sessions: () => inCamera(page, 'count'),
    sleep: async (asleep) => (await renderers()).forEach((pid) => process.kill(pid, asleep ? 'SIGSTOP' : 'SIGCONT')),
    async close() {
      await server.close();
      await launched.close();
    },
  };
}

async function inCamera<K extends keyof CameraPage>(page: Page, name: K, ...args: Parameters<CameraPage[K]>): Promise<Awaited<ReturnType<CameraPage[K]>>> {
  return (await page.evaluate(
    (method, values) => (globalThis as unknown as { camera: Record<string, (...values: unknown[]) => unknown> }).camera[method]?.(...values),
    name as string,
    args as unknown[],
  )) as Awaited<ReturnType<CameraPage[K]>>;
}

/** Runs in the camera's browser. */
function installCamera(): void {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  let isFrozen = false;
  let hue = 0;
  let made = 0;
  setInterval(() => {
    if (isFrozen || !context) return;
    hue = (hue + 7) % 360;
    context.fillStyle = `hsl(${hue} 60% 40%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 66);
  const stream = canvas.captureStream(15);
  const peers = new Map<string, RTCPeerConnection>();

  const gathered = (peer: RTCPeerConnection): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (peer.iceGatheringState === 'complete') resolve();
      };
      peer.onicegatheringstatechange = check;
      setTimeout(resolve, 1_000);
      check();
    });
  const line = (sdp: string, prefix: string): string => sdp.split(/\r?\n/).find((one) => one.startsWith(prefix)) ?? '';

  const camera: CameraPage = {
    async answer(offer) {
      const peer = new RTCPeerConnection();
      const id = String((made += 1));
      peers.set(id, peer);
      // As real servers do: a page that was closed before the answer came can end no session.
      setTimeout(() => peer.connectionState === 'connected' || camera.end(id), 10_000);
      await peer.setRemoteDescription({ type: 'offer', sdp: offer });
      for (const track of stream.getTracks()) peer.addTrack(track, stream);
      await peer.setLocalDescription();
      await gathered(peer);
      return { id, sdp: peer.localDescription?.sdp ?? '' };
    },
    async restart(id, fragment) {
      const peer = peers.get(id);
      const offer = peer?.currentRemoteDescription?.sdp;
      if (!peer || !offer) return '';
      const [ufrag, pwd] = [line(fragment, 'a=ice-ufrag:'), line(fragment, 'a=ice-pwd:')];
      const candidates = fragment.split(/\r?\n/).filter((one) => one.startsWith('a=candidate:'));
      if (offer.includes(ufrag)) {
        for (const candidate of candidates) await peer.addIceCandidate({ candidate: candidate.slice(2), sdpMLineIndex: 0 });
        return '';
      }
      const sdp = offer
        .split(/\r?\n/)
        .filter((one) => !one.startsWith('a=candidate:'))
        .map((one) => (one.startsWith('a=ice-ufrag:') ? ufrag : one.startsWith('a=ice-pwd:') ? pwd : one));
      await peer.setRemoteDescription({ type: 'offer', sdp: sdp.join('\r\n') });
      for (const candidate of candidates) await peer.addIceCandidate({ candidate: candidate.slice(2), sdpMLineIndex: 0 });
      await peer.setLocalDescription();
      await gathered(peer);
      const answer = peer.localDescription?.sdp ?? '';
      const own = answer.split(/\r?\n/).filter((one) => one.startsWith('a=candidate:'));
      return [line(answer, 'a=ice-ufrag:'), line(answer, 'a=ice-pwd:'), line(answer, 'm='), 'a=mid:0', ...own, ''].join('\r\n');
    },
    end(id) {
      peers.get(id)?.close();
      peers.delete(id);
    },
    freeze(frozen) {
      isFrozen = frozen;
    },
    count: () => peers.size,
  };
  Object.assign(globalThis, { camera });
}

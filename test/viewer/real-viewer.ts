import type { Page } from 'puppeteer-core';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { startGatewayProcess, type GatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { CLI } from '../support/dist.ts';

export interface RealViewer {
  readonly gateway: GatewayProcess;
  /** A page of its own with the viewer, instrumented as `inventory.ts` wants it. */
  open(query?: string): Promise<Page>;
  /** Cameras of the sessions that the server lists. */
  sessions(): Promise<string[]>;
  /** Cameras of the FFmpegs that run. */
  ffmpegs(): Promise<string[]>;
  /** Ends what is left on the server, so that the next test begins with nothing. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A real browser and the real camera server. An FFmpeg would go on for a minute after its last viewer, so that it shows who stopped it.
 * @param cameras in place of the demo cameras: addresses by name
 */
export async function startRealViewer(cameras: Readonly<Record<string, string>> = {}): Promise<RealViewer> {
  const options = Object.entries(cameras).flatMap(([name, source]) => ['--camera', `${name}=${source}`]);
  const gateway = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--linger', '60s', ...options], CLI);
  let launched: LaunchedBrowser;
  try {
    launched = await launchBrowser({ headless: true });
  } catch (error) {
    await gateway.stop();
    throw error;
  }
  const sessions = async (): Promise<{ id: string; path: string }[]> => {
    const answer = await fetch(`${gateway.apiUrl}/v3/webrtcsessions/list`);
    return ((await answer.json()) as { items: { id: string; path: string }[] }).items;
  };
  const ffmpegs = async (): Promise<string[]> => (await gateway.processes()).map(({ camera }) => camera).sort();
  const post = (path: string): Promise<unknown> => fetch(`${gateway.whepUrl}${path}`, { method: 'POST', headers: { Origin: gateway.whepUrl } });
  return {
    gateway,
    async open(query = '') {
      const page = await launched.browser.newPage();
      await page.evaluateOnNewDocument(instrument);
      await page.goto(`${gateway.whepUrl}/${query}`);
      await page.waitForSelector('[data-camera]');
      return page;
    },
    sessions: async () => (await sessions()).map(({ path }) => path).sort(),
    ffmpegs,
    async reset() {
      for (const { id } of await sessions()) await post(`/v3/webrtcsessions/kick/${id}`);
      for (const camera of await ffmpegs()) await post(`/api/processes/${camera}/stop`);
    },
    async close() {
      await launched.close();
      await gateway.stop();
    },
  };
}

declare global {
  interface Window {
    /** Calls that the page made, counted from outside its own code. */
    counted: { stopped: number; statsOfClosed: number; frameCallbacks: number; offers: number; deletes: number };
  }
}

/** Runs before the page's own scripts: counts calls, and holds nothing. */
function instrument(): void {
  const counted = { stopped: 0, statsOfClosed: 0, frameCallbacks: 0, offers: 0, deletes: 0 };
  window.counted = counted;
  const count = <T extends object>(prototype: T, name: keyof T & string, note: (self: never, args: readonly unknown[]) => void): void => {
    const native = prototype[name] as (...args: unknown[]) => unknown;
    (prototype as Record<string, unknown>)[name] = function counting(this: never, ...args: unknown[]) {
      note(this, args);
      return native.apply(this, args);
    };
  };
  count(MediaStreamTrack.prototype, 'stop', () => (counted.stopped += 1));
  count(RTCPeerConnection.prototype, 'getStats', (peer: RTCPeerConnection) => {
    if (peer.signalingState === 'closed') counted.statsOfClosed += 1;
  });
  count(HTMLVideoElement.prototype, 'requestVideoFrameCallback', () => (counted.frameCallbacks += 1));
  count(window, 'fetch', (_, [url, init]) => {
    const { method } = (init ?? {}) as RequestInit;
    if (method === 'POST' && String(url).endsWith('/whep')) counted.offers += 1;
    if (method === 'DELETE') counted.deletes += 1;
  });
}

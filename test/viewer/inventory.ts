import type { CDPSession, Page } from 'puppeteer-core';

/** What is in the page's process after full collections, whoever holds it, and whether or not the page remembers it. */
export interface Inventory {
  readonly openPeers: number;
  /** Closed but not collected: something refers to them. */
  readonly retainedPeers: number;
  readonly liveTracks: number;
  readonly audioContexts: number;
  readonly fullElements: number;
  readonly registered: number;
  readonly flags: number;
  /** Listeners for `visibilitychange` on the document. */
  readonly listeners: number;
}

export async function takeInventory(page: Page): Promise<Inventory> {
  const session = await page.createCDPSession();
  try {
    await collect(session);
    const [openPeers = 0, retainedPeers = 0] = await countObjects(session, 'RTCPeerConnection', (peer) => (peer as RTCPeerConnection).signalingState !== 'closed');
    const [liveTracks = 0] = await countObjects(session, 'MediaStreamTrack', (track) => (track as MediaStreamTrack).readyState === 'live');
    const [audioContexts = 0] = await countObjects(session, 'AudioContext', (context) => (context as AudioContext).state !== 'closed');
    const { result: documentObject } = await session.send('Runtime.evaluate', { expression: 'document' });
    const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: documentObject.objectId ?? '' });
    return {
      openPeers,
      retainedPeers,
      liveTracks,
      audioContexts,
      ...(await page.evaluate(() => ({
        fullElements: [...document.querySelectorAll('video')].filter((video) => video.srcObject !== null).length,
        registered: window.activePeerConnections.size,
        flags: document.querySelectorAll('[data-flag][data-value="true"]').length,
      }))),
      listeners: listeners.filter(({ type }) => type === 'visibilitychange').length,
    };
  } finally {
    await session.detach();
  }
}

/** Heap in use after full collections, bytes. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    await collect(session);
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  } finally {
    await session.detach();
  }
}

async function collect(session: CDPSession): Promise<void> {
  await session.send('HeapProfiler.enable');
  // One collection is not always enough.
  for (let i = 0; i < 4; i += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How many objects of an interface there are for which the question is answered with yes, and with no. */
async function countObjects(session: CDPSession, name: string, ask: (object: unknown) => boolean): Promise<number[]> {
  const { result: prototype } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId ?? '' });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    returnByValue: true,
    functionDeclaration: `function () {
      const ask = ${ask.toString()};
      return [true, false].map((wanted) => this.filter((object) => { try { return ask(object) === wanted; } catch { return false; } }).length);
    }`,
  });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  return result.value as number[];
}

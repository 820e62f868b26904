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
    const peers = await askObjects(session, 'RTCPeerConnection', (all: RTCPeerConnection[]) => {
      const open = all.filter((peer) => peer.signalingState !== 'closed');
      // Asked of the connections too: a track that no script ever looked at is no object yet.
      const live = all.flatMap((peer) => peer.getReceivers()).filter(({ track }) => track.readyState === 'live');
      return { open: open.length, closed: all.length - open.length, live: live.length };
    });
    const liveTracks = await askObjects(session, 'MediaStreamTrack', (all: MediaStreamTrack[]) => all.filter((track) => track.readyState === 'live').length);
    const audioContexts = await askObjects(session, 'AudioContext', (all: AudioContext[]) => all.filter((context) => context.state !== 'closed').length);
    const { result: documentObject } = await session.send('Runtime.evaluate', { expression: 'document' });
    const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: documentObject.objectId ?? '' });
    return {
      openPeers: peers.open,
      retainedPeers: peers.closed,
      liveTracks: Math.max(peers.live, liveTracks),
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

/** Asks something of all objects of an interface that are alive in the page's process. */
async function askObjects<T, R>(session: CDPSession, name: string, ask: (all: T[]) => R): Promise<R> {
  const { result: prototype } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId ?? '' });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    returnByValue: true,
    // The prototypes of subclasses are among them, which are no objects of the interface.
    functionDeclaration: `function () { return (${ask.toString()})(this.filter((one) => !Object.hasOwn(one, 'constructor'))); }`,
  });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  return result.value as R;
}

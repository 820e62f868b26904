import type { Page } from 'puppeteer-core';

/** Connection objects that the engine has alive in the page's process after full collections: the truth that no page script can bend. */
export async function nativePeerCount(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    await session.send('Performance.enable');
    await session.send('HeapProfiler.enable');
    // One collection is not always enough.
    for (let i = 0; i < 4; i += 1) {
      await session.send('HeapProfiler.collectGarbage');
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'RTCPeerConnections')?.value ?? Number.NaN;
  } finally {
    await session.detach();
  }
}

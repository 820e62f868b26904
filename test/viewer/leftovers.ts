import type { Page } from 'puppeteer-core';
import { takeInventory, type Inventory } from './inventory.ts';
import type { RealViewer } from './real-viewer.ts';

/** All that a viewer can leave behind: in the page, on the server, and undone. */
export interface Leftovers extends Inventory {
  /** Received tracks that nobody called stop() on. */
  readonly unstoppedTracks: number;
  /** Sessions that nobody sent a DELETE for. */
  readonly missingDeletes: number;
  /** Whether getStats() is still asked of a closed connection. */
  readonly pollsClosed: boolean;
  readonly sessions: number;
  readonly ffmpegs: number;
}

export const NOTHING: Leftovers = {
  openPeers: 0,
  retainedPeers: 0,
  liveTracks: 0,
  audioContexts: 0,
  fullElements: 0,
  registered: 0,
  flags: 0,
  listeners: 0,
  unstoppedTracks: 0,
  missingDeletes: 0,
  pollsClosed: false,
  sessions: 0,
  ffmpegs: 0,
};

/** Longer than the interval of the viewer's poller. */
const WATCH_MS = 1_500;

/** What is left of a viewer that has been stopped. */
export async function leftovers(page: Page, viewer: RealViewer): Promise<Leftovers> {
  const before = await page.evaluate(() => window.counted);
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const { offers, stopped, deletes, statsOfClosed } = await page.evaluate(() => window.counted);
  return {
    ...(await takeInventory(page)),
    // Each connection has a video and an audio track, whether or not the camera has sound.
    unstoppedTracks: offers * 2 - stopped,
    missingDeletes: offers - deletes,
    pollsClosed: statsOfClosed > before.statsOfClosed,
    sessions: (await viewer.sessions()).length,
    ffmpegs: (await viewer.ffmpegs()).length,
  };
}

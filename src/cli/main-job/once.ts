import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { toMarkdown } from '../../core/report/markdown.ts';
import type { OpenPanel } from '../browser/panel.ts';
import type { GatewayProcess } from './gateway-process.ts';
import { readPanel } from './panel-reader.ts';

/** The last line that `--once` prints. Every figure is read from the running parts. */
export interface OnceResult {
  readonly framesDecoded: number;
  readonly switches: number;
  readonly leaksFound: number;
  readonly codes: readonly string[];
  readonly openPeersBefore: number;
  readonly openPeersAfter: number;
  readonly ffmpegAfter: number;
  readonly ok: boolean;
}

const CAMERAS = ['cam1', 'cam2', 'cam3', 'cam4'];
const PLAYING_WITHIN_MS = 20_000;
const FOUND_WITHIN_MS = 30_000;
const WATCH_MS = 1_500;
const MIN_FRAMES = 10;

/** What it prints instead when it could not be done to the end. */
export interface OnceFailure {
  readonly ok: false;
  readonly error: string;
}

/**
 * The main job, unattended: play a camera, switch three times without closing the connections, read in the panel that three leak, clean
 * them there, and read that they are gone.
 * @param out folder, which is there, for the screenshots and the report
 * @throws Error that says what stood in the way; the viewer is photographed then
 */
export async function runOnce(page: Page, open: OpenPanel, gateway: GatewayProcess, out: string, say: (text: string) => void): Promise<OnceResult> {
  try {
    return await doOnce(page, open, gateway, out, say);
  } catch (error) {
    await photograph(page, out).catch(() => undefined);
    throw error;
  }
}

async function photograph(page: Page, out: string): Promise<void> {
  await page.bringToFront();
  await page.screenshot({ path: join(out, 'viewer.png') as `${string}.png` });
}

async function doOnce(page: Page, open: OpenPanel, gateway: GatewayProcess, out: string, say: (text: string) => void): Promise<OnceResult> {
  const panel = readPanel(open);
  let switches = -1;
  for (const camera of CAMERAS) {
    say(switches < 0 ? `playing ${camera} …` : `switching to ${camera}, the old connection stays open …`);
    await play(page, camera, gateway);
    switches += 1;
  }
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const framesDecoded = await decodedFrames(page);

  say('waiting for the panel to find the leaks …');
  await panel.findingsWhen(switches, FOUND_WITHIN_MS);
  // A leak is told by the first rule whose grace time is over, and a moment later by the one that says more.
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const codes = await panel.findingsWhen(switches, FOUND_WITHIN_MS);
  await panel.screenshot(join(out, 'panel-before.png'));
  await panel.showOverview();
  await panel.screenshot(join(out, 'panel-overview.png'));
  const before = await panel.report();
  await photograph(page, out);

  say(`${codes.length} found; pressing Clean all …`);
  const outcomes = codes.length > 0 ? await panel.cleanAll() : [];
  await panel.screenshot(join(out, 'panel-after.png'));
  const left = await panel.findingsWhen(0, FOUND_WITHIN_MS);
  const after = await panel.report();
  await writeFile(join(out, 'report.json'), `${JSON.stringify({ before, after, outcomes }, undefined, 2)}\n`);
  await writeFile(join(out, 'report.md'), `${toMarkdown('Before the clean-up', before)}\n${toMarkdown('After the clean-up', after)}`);

  const ffmpegAfter = (await gateway.processes()).length;
  const stillPlaying = (await decodedFrames(page)) > framesDecoded;
  const allVerified = outcomes.length > 0 && outcomes.every((o) => o.verified === 'gone');
  const [openPeersBefore, openPeersAfter] = [before.counts.peers, after.counts.peers];
  const ok =
    framesDecoded >= MIN_FRAMES &&
    codes.length === switches &&
    left.length === 0 &&
    openPeersBefore === switches + 1 &&
    openPeersAfter === 1 &&
    ffmpegAfter === 1 &&
    stillPlaying &&
    allVerified;
  return { framesDecoded, switches, leaksFound: codes.length, codes: [...new Set(codes)], openPeersBefore, openPeersAfter, ffmpegAfter, ok };
}

/** @throws Error with the reason that viewer and camera server give when it does not play in time */
async function play(page: Page, camera: string, gateway: GatewayProcess): Promise<void> {
  await page.click(`[data-camera="${camera}"]`);
  const playing = page.waitForFunction(
    (name) => {
      const video = document.querySelector<HTMLVideoElement>('[data-role="player"]');
      const { state, shown } = document.documentElement.dataset;
      return state === 'playing' && shown === name && (video?.videoWidth ?? 0) > 0;
    },
    { timeout: PLAYING_WITHIN_MS },
    camera,
  );
  await playing.catch(async (error: unknown) => {
    const shown = await page.$$eval('[data-reason] :is(h2, .words)', (texts) => texts.map(({ textContent }) => textContent).join(': '));
    const reasons = [shown, await gateway.lastError(camera)].filter(Boolean).join('; ');
    throw new Error(`${camera} does not play: ${reasons || (error as Error).message}`, { cause: error });
  });
}

function decodedFrames(page: Page): Promise<number> {
  return page.$eval('[data-role="player"]', (video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
}

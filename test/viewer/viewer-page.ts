import type { Page } from 'puppeteer-core';
import type { registry } from '../../src/viewer/camera/registry.ts';
import { waitUntil } from '../support/wait-until.ts';

declare global {
  interface Window {
    activePeerConnections: typeof registry;
  }
}

/** What the page says of itself. */
export interface ViewerState {
  readonly phase: string;
  readonly camera: string;
  readonly registered: readonly string[];
  readonly reason: string | undefined;
}

export function stateOf(page: Page): Promise<ViewerState> {
  return page.evaluate(() => ({
    phase: document.documentElement.dataset.state ?? '',
    camera: document.documentElement.dataset.shown ?? '',
    registered: [...window.activePeerConnections.keys()],
    reason: document.querySelector<HTMLElement>('[data-reason]')?.dataset.reason,
  }));
}

export async function phaseIs(page: Page, phase: string, withinMs = 20_000): Promise<void> {
  await waitUntil(`the viewer to be ${phase}`, async () => (await stateOf(page)).phase === phase, withinMs);
}

/** Clicks a camera and waits for its picture. */
export async function play(page: Page, camera: string): Promise<void> {
  await page.click(`[data-camera="${camera}"]`);
  await waitUntil(`${camera} to play`, async () => {
    const state = await stateOf(page);
    return state.phase === 'playing' && state.camera === camera;
  });
}

/** Waits until the element presents new pictures. */
export function moves(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        document.querySelector<HTMLVideoElement>('[data-role="player"]')?.requestVideoFrameCallback(() => resolve(true));
        setTimeout(() => resolve(false), 5_000);
      }),
  );
}

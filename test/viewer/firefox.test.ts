import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../support/wait-until.ts';
import { startBrowserCamera, type BrowserCamera } from './browser-camera.ts';

const FIREFOX = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path));

/** Firefox decodes H.264 with a plugin that it downloads; the second browser sends VP8 as well. */
describe.runIf(FIREFOX)('in Firefox', () => {
  let browser: Browser;
  let cameras: BrowserCamera;
  let page: Page;

  beforeAll(async () => {
    cameras = await startBrowserCamera();
    browser = await launch({
      browser: 'firefox',
      executablePath: FIREFOX ?? '',
      headless: true,
      extraPrefsFirefox: { 'media.peerconnection.ice.obfuscate_host_addresses': false },
    });
    page = await browser.newPage();
    await page.goto(cameras.url);
    await page.waitForSelector('[data-camera]');
  });
  afterAll(async () => {
    await browser?.close();
    await cameras?.close();
  });

  const state = (): Promise<string> => page.evaluate(() => `${document.documentElement.dataset.state} ${[...window.activePeerConnections.keys()].join()}`);

  test('it plays, switches, and stops with nothing left', async () => {
    await page.click('[data-camera="cam1"]');
    await waitUntil('cam1', async () => (await state()) === 'playing cam1', 30_000);
    const old = await page.evaluateHandle(() => {
      const peer = window.activePeerConnections.get('cam1') as RTCPeerConnection;
      // A closed connection has no receivers in Firefox.
      return { peer, tracks: peer.getReceivers().map(({ track }) => track) };
    });
    await page.click('[data-camera="cam2"]');
    await waitUntil('cam2', async () => (await state()) === 'playing cam2', 30_000);
    expect(await old.evaluate(({ peer, tracks }) => [peer.signalingState, peer.ontrack, ...tracks.map(({ readyState }) => readyState)])).toEqual(['closed', null, 'ended', 'ended']);
    expect(await cameras.sessions()).toBe(1);
    await page.click('[data-action="stop"]');
    await waitUntil('the stop', async () => (await state()) === 'stopped ');
    await waitUntil('no session', async () => (await cameras.sessions()) === 0);
    expect(await page.evaluate(() => document.querySelector('video')?.srcObject)).toBeNull();
  }, 90_000);
});

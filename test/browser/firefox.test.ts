import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIREFOX, launchFirefox, type RunningFirefox } from '../support/firefox.ts';
import { servePages, type PageServer } from '../support/page-server.ts';

const EXTENSION = join(import.meta.dirname, '../../dist/firefox');
const PAGE = '<!doctype html><title>page</title><script>function make() { return new RTCPeerConnection(); } window.peers = [make(), make()]; peers[0].close();</script>';

/** Opens the toolbox, chooses the panel, and hands the report over from the panel's own process. */
const READ_REPORT = `
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const win = Services.wm.getMostRecentWindow('navigator:browser');
  const until = async (what, check) => {
    for (let i = 0; i < 100; i += 1) {
      const value = await check();
      if (value) return value;
      await new Promise((resolve) => win.setTimeout(resolve, 100));
    }
    throw new Error('not within 10 s: ' + what);
  };
  const toolbox = await gDevTools.showToolboxForTab(win.gBrowser.selectedTab, { toolId: 'webconsole' });
  const tool = await until('the panel is registered', () => toolbox.getAdditionalTools().find((t) => t.label === 'RTC Leaks'));
  await toolbox.selectTool(tool.id);
  const ask = () => new Promise((resolve) => {
    // The browser element is made anew when the panel moves to the extension's process, so it is looked up each time.
    const frame = toolbox.doc.querySelector('#toolbox-panel-iframe-' + CSS.escape(tool.id))?.contentDocument.querySelector('browser');
    const { messageManager } = frame ?? {};
    if (!messageManager) return resolve('');
    const listener = ({ data }) => { messageManager.removeMessageListener('report', listener); resolve(data); };
    messageManager.addMessageListener('report', listener);
    win.setTimeout(() => listener({ data: '' }), 1000);
    const code = "const page = content.wrappedJSObject; sendAsyncMessage('report', page.rtcLeakInspector ? page.JSON.stringify(page.rtcLeakInspector.report()) : '')";
    messageManager.loadFrameScript('data:,' + encodeURIComponent(code), false);
  });
  return until('both peers in the report', async () => {
    const text = await ask();
    return text && JSON.parse(text).ledger.peers.length === 2 && text;
  });
`;

describe.runIf(FIREFOX)('in Firefox', () => {
  let server: PageServer;
  let firefox: RunningFirefox;

  beforeAll(async () => {
    server = await servePages({ '/': PAGE });
    firefox = await launchFirefox(EXTENSION);
  });
  afterAll(async () => {
    await firefox?.close();
    await server?.close();
  });

  test('the panel sees what the first inline script made, open and closed, with its line', async () => {
    await firefox.marionette.send('WebDriver:Navigate', { url: `${server.origin}/` });
    const report = JSON.parse(String(await firefox.marionette.inBrowser(READ_REPORT))) as {
      counts: { peers: number };
      ledger: { peers: { endedAt?: string; stack: { function: string; url: string }[] }[] };
    };
    expect(report.counts.peers).toBe(1);
    expect(report.ledger.peers.map((peer) => peer.endedAt !== undefined)).toEqual([true, false]);
    expect(report.ledger.peers[0]?.stack[0]).toMatchObject({ function: 'make', url: `${server.origin}/` });
  });
});

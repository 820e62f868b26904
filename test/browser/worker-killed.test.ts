import { expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { inspect } from '../support/inspected-page.ts';
import { planFirstPeer } from '../support/plan-clean.ts';
import { waitUntil } from '../support/wait-until.ts';

const PAGE = '<!doctype html><script>window.peers = []; function make() { peers.push(new RTCPeerConnection()); }</script>';
const KILLS = 8;
const PER_LIFE = 5;

const extended = withExtension({ '/': PAGE });

async function workerTargetId(): Promise<string | undefined> {
  const session = await extended.launched.browser.target().createCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  await session.detach();
  return targetInfos.find((t) => t.type === 'service_worker' && t.url.includes(extended.launched.extensionId ?? ''))?.targetId;
}

/** Ends the extension's background as the browser does after 30 s of rest. */
async function killWorker(): Promise<void> {
  const targetId = await waitUntil('a worker to kill', workerTargetId);
  const session = await extended.launched.browser.target().createCDPSession();
  await session.send('Target.closeTarget', { targetId });
  await session.detach();
}

test('facts made while the worker is dead, and around its death, all arrive once', async () => {
  const inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  try {
    const make = () => inspected.page.evaluate(`for (let i = 0; i < ${PER_LIFE}; i += 1) make();`);
    const arrived = (expected: number) =>
      waitUntil(`${expected} peers in the ledger`, async () => {
        const { ledger } = await inspected.report();
        return ledger.peers.length >= expected && ledger.peers;
      });
    await make();
    for (let i = 1; i <= KILLS; i += 1) {
      // One that has only begun to start is not killed: the browser was seen to start no other after that.
      await arrived(PER_LIFE * i);
      await killWorker();
      // From the moment of its death on to when the next one is there.
      await new Promise((resolve) => setTimeout(resolve, (i - 1) * 20));
      await make();
    }
    const expected = PER_LIFE * (KILLS + 1);
    const peers = await arrived(expected);
    expect(peers).toHaveLength(expected);
    expect(new Set(peers.map((peer) => peer.id)).size).toBe(expected);
    expect(peers.every((peer) => peer.endedAt === undefined && peer.document === '0')).toBe(true);
    // Commands reach the page through the new worker too.
    await inspected.page.evaluate('for (const peer of peers) peer.close();');
    await waitUntil('all of them closed', async () => (await inspected.report()).counts.peers === 0);
  } finally {
    await inspected.close();
  }
});

test('a clean-up that meets the death of the worker is done all the same', async () => {
  const inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  try {
    await inspected.page.evaluate("make(); peers[0].ontrack = () => undefined; peers[0].createDataChannel('chat');");
    await waitUntil('the peer and its handler', async () => {
      const props = (await inspected.report()).ledger.peers[0]?.props;
      return props && 'handlers' in props && props.handlers.length > 0;
    });
    await planFirstPeer(inspected);
    const targetId = await waitUntil('a worker to kill', workerTargetId);
    const session = await extended.launched.browser.target().createCDPSession();
    await Promise.all([inspected.press('[data-action="run-clean"]'), session.send('Target.closeTarget', { targetId })]);
    await inspected.panel.waitForSelector('[data-clean-state="done"]', { timeout: 30_000 });
    const outcomes = await inspected.panel.$$eval('[data-outcome]', (all) => all.map((step) => [step.getAttribute('data-outcome'), step.getAttribute('data-verified')]));
    expect(outcomes).toEqual([
      ['null-handlers', 'gone'],
      ['close-channel', 'gone'],
      ['close-peer', 'gone'],
    ]);
    expect(await inspected.page.evaluate('peers[0].signalingState')).toBe('closed');
  } finally {
    await inspected.close();
  }
});

test('a panel that is opened late sees what happened before, with its times and lines', async () => {
  const page = await extended.launched.browser.newPage();
  await page.goto(`${extended.server.origin}/`);
  await page.evaluate('make(); make(); peers[0].close();');
  const before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const inspected = await inspect(extended.launched, page);
  try {
    const peers = await waitUntil('both peers', async () => {
      const { ledger } = await inspected.report();
      return ledger.peers.length === 2 && ledger.peers;
    });
    expect(peers.map((peer) => peer.endedAt !== undefined)).toEqual([true, false]);
    for (const peer of peers) {
      expect(Date.parse(peer.createdAt)).toBeLessThanOrEqual(before);
      expect(peer.stack[0]?.function).toBe('make');
    }
  } finally {
    await inspected.close();
  }
});

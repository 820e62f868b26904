import { describe, expect, test } from 'vitest';
import { withExtension } from '../support/extended-browser.ts';
import { planFirstPeer } from '../support/plan-clean.ts';
import { inspect, type InspectedPage } from '../support/inspected-page.ts';
import { waitUntil } from '../support/wait-until.ts';

const PAGE = `<!doctype html><title>page</title><script>
  window.peers = [];
  function make() {
    const peer = new RTCPeerConnection();
    peer.ontrack = () => undefined;
    peer.createDataChannel('chat');
    peers.push(peer);
  }
</script>`;

const extended = withExtension({ '/': PAGE, '/plain': '<!doctype html><title>plain</title>' });

/** A page that made three connections, under inspection. */
async function inspectThree(): Promise<InspectedPage> {
  const inspected = await inspect(extended.launched, `${extended.server.origin}/`);
  await inspected.page.evaluate('make(); make(); make();');
  await waitUntil('three peers and their handlers', async () => {
    const { peers } = (await inspected.report()).ledger;
    return peers.filter(({ props }) => 'handlers' in props && props.handlers.length > 0).length === 3;
  });
  return inspected;
}

const linkOf = ({ panel }: InspectedPage) => panel.$eval('[data-link]', (element) => element.getAttribute('data-link'));

describe('a page that is no more', () => {
  test('a crash is told, nothing waits for ever, and the page is there again after a reload', async () => {
    const inspected = await inspectThree();
    const { page, panel } = inspected;
    try {
      const crashing = await page.createCDPSession();
      // Nobody answers it.
      crashing.send('Page.crash').catch(() => undefined);
      await panel.waitForSelector('[data-banner="lost"]', { timeout: 30_000 });
      expect(await panel.$$eval('[data-tile] .value b', (all) => all.map(({ textContent }) => textContent))).toEqual(['–', '–', '–', '–']);
      await inspected.press('[data-action="collect"]');
      await panel.waitForSelector('[data-banner="problem"]', { timeout: 30_000 });
      await panel.waitForSelector('[data-action="collect"]:not([disabled])', { timeout: 30_000 });
      expect(await panel.$eval('[data-banner="problem"]', ({ textContent }) => textContent)).toContain('did not answer within 10 s');
      await inspected.press('[data-banner="lost"] [data-action="reload"]');
      await panel.waitForSelector('[data-link="connected"]', { timeout: 30_000 });
      expect(await panel.$('[data-banner="lost"]')).toBe(null);
    } finally {
      await inspected.close();
    }
  });

  test('a page without WebRTC is none: it is calm there', async () => {
    const inspected = await inspectThree();
    try {
      await inspected.panel.evaluate(() => {
        const seen = ((globalThis as unknown as { seen: (string | null)[] }).seen = [] as (string | null)[]);
        const link = document.querySelector('[data-link]');
        if (link) new MutationObserver(() => seen.push(link.getAttribute('data-link'))).observe(link, { attributes: true });
      });
      await inspected.page.goto(`${extended.server.origin}/plain`);
      await waitUntil('no peer', async () => (await inspected.report()).counts.peers === 0);
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      expect(await linkOf(inspected)).toBe('connected');
      expect(await inspected.panel.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
    } finally {
      await inspected.close();
    }
  });
});

describe('a clean-up of a page that goes away', () => {
  test('tells once that it was left, and that all that was in it is gone', async () => {
    const inspected = await inspectThree();
    const { page, panel } = inspected;
    try {
      await planFirstPeer(inspected);
      // It is busy, and left before it comes to the steps: another site's page is in another process, and need not wait.
      page.evaluate('const end = Date.now() + 5_000; while (Date.now() < end);').catch(() => undefined);
      await inspected.press('[data-action="run-clean"]');
      await page.goto(`${extended.server.origin.replace('127.0.0.1', 'localhost')}/plain`);
      await panel.waitForSelector('[data-clean-state="done"]', { timeout: 30_000 });
      const outcomes = await panel.$$eval('[data-outcome]', (all) => all.map((step) => step.getAttribute('data-verified')));
      expect(outcomes).toEqual(['gone', 'gone', 'gone']);
      expect(await panel.$$('.clean-run .error-words')).toEqual([]);
      expect(await panel.$eval('[data-clean-left]', ({ textContent }) => textContent)).toContain('The page was left');
    } finally {
      await inspected.close();
    }
  });

  test('a plan that is open then is out of date', async () => {
    const inspected = await inspectThree();
    const { page, panel } = inspected;
    try {
      await planFirstPeer(inspected);
      await page.reload();
      await panel.waitForSelector('[data-clean-left]', { timeout: 30_000 });
      expect(await panel.$eval('[data-action="run-clean"]', (button) => (button as HTMLButtonElement).disabled)).toBe(true);
    } finally {
      await inspected.close();
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Fact } from '../../src/core/ledger/facts.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';
import { isFact } from '../../src/protocol/fact-guard.ts';
import { HANDOVER_EVENT, PROTOCOL_VERSION } from '../../src/protocol/messages.ts';
import { EXTENSION } from './dist.ts';

/** A page with the built hook in it, and a bridge that keeps the facts for the test: quicker than an extension and its panel for many pages. */
export interface HookedPage {
  readonly page: Page;
  /** Makes the hook look at everything, and gives the ledger of all facts so far. */
  look(): Promise<{ ledger: Ledger; now: number }>;
  request(name: string, data: object): Promise<unknown>;
}

interface Inspector {
  facts: unknown[];
  request(name: string, data: object): Promise<unknown>;
}

const bridge = (event: string, version: number): void => {
  const waiting = new Map<number, (value: unknown) => void>();
  const onHandover = (handed: Event): void => {
    handed.stopImmediatePropagation();
    const port = (handed as MessageEvent).ports[0] as MessagePort;
    const facts: unknown[] = [];
    let id = 0;
    const request = (name: string, data: object): Promise<unknown> =>
      new Promise((resolve) => {
        id += 1;
        waiting.set(id, resolve);
        port.postMessage({ v: version, kind: 'request', id, name, data });
      });
    port.onmessage = ({ data }) => {
      if (data.kind === 'answer') waiting.get(data.id)?.(data.data ?? { error: data.error });
      if (data.kind !== 'event' || data.name !== 'facts') return;
      facts.push(...data.data.facts);
      void request('follow', { since: data.data.facts.at(-1).n, registries: ['activePeerConnections'] });
    };
    Object.defineProperty(window, '__inspector', { value: { facts, request }, enumerable: false });
    void request('follow', { since: 0, registries: ['activePeerConnections'] });
  };
  addEventListener(event, onHandover, { capture: true, once: true });
};

export async function openHookedPage(browser: Browser, url: string): Promise<HookedPage> {
  const page = await browser.newPage();
  const hook = readFileSync(join(EXTENSION, 'src/content/hook.iife.js'), 'utf8');
  await page.evaluateOnNewDocument(`(${bridge.toString()})(${JSON.stringify(HANDOVER_EVENT)}, ${PROTOCOL_VERSION});\n${hook}`);
  await page.goto(url, { waitUntil: 'load' });
  const request = (name: string, data: object) =>
    page.evaluate((n, d) => (window as unknown as { __inspector: Inspector }).__inspector.request(n, d), name, data);
  return {
    page,
    request,
    async look() {
      await request('sample', { stats: true });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      const { facts, now } = await page.evaluate(() => ({
        facts: (window as unknown as { __inspector: Inspector }).__inspector.facts,
        now: performance.timeOrigin + performance.now(),
      }));
      const ledger = createLedger();
      for (const fact of facts) {
        if (!isFact(fact)) throw new Error(`no fact: ${JSON.stringify(fact)}`);
        fold(ledger, fact satisfies Fact, '0');
      }
      return { ledger, now };
    },
  };
}

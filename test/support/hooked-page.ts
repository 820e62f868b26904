import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import type { Fact } from '../../src/core/ledger/facts.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';
import { isPageFact } from '../../src/protocol/fact-guard.ts';
import { HANDOVER_EVENT, PROTOCOL_VERSION } from '../../src/protocol/messages.ts';
import { EXTENSION } from './dist.ts';

/** A page with the built hook in every frame, and a bridge that keeps the facts for the test: quicker than an extension and its panel for many pages. */
export interface HookedPage {
  readonly page: Page;
  readonly ledger: Ledger;
  /** Errors of the page, and what its hook told that is no fact. */
  readonly problems: readonly string[];
  /** Makes the hook look at everything, as the panel does each second, and folds what it told; gives the page's time. */
  look(): Promise<number>;
  request(name: string, data: object): Promise<unknown>;
  /** Collects garbage, and notes it as the panel does. */
  collect(): Promise<void>;
}

interface Inspector {
  facts: unknown[];
  request(name: string, data: object): Promise<unknown>;
}
type Inspected = typeof globalThis & { __inspector?: Inspector };

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
    Object.defineProperty(globalThis, '__inspector', { value: { facts, request }, enumerable: false });
    void request('follow', { since: 0, registries: ['activePeerConnections'] });
  };
  addEventListener(event, onHandover, { capture: true, once: true });
};

/** What the frame has told since fact `since`, after a fresh look. */
const told = async (since: number): Promise<{ facts: unknown[]; now: number }> => {
  const inspector = (globalThis as Inspected).__inspector;
  await inspector?.request('sample', { stats: true });
  // The answer overtakes the facts that it caused.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { facts: inspector?.facts.slice(since) ?? [], now: performance.timeOrigin + performance.now() };
};

export async function openHookedPage(browser: Browser, url: string): Promise<HookedPage> {
  // In a window of its own it is visible, whatever else is open.
  const page = await browser.newPage({ type: 'window' });
  // The name tells the hook's own frames in a stack, as the extension's address does in a real one.
  const hook = `${readFileSync(join(EXTENSION, 'src/content/hook.iife.js'), 'utf8')}\n//# sourceURL=chrome-extension://hook/hook.js`;
  await page.evaluateOnNewDocument(`(${bridge.toString()})(${JSON.stringify(HANDOVER_EVENT)}, ${PROTOCOL_VERSION});`);
  await page.evaluateOnNewDocument(hook);
  const ledger = createLedger();
  const problems: string[] = [];
  page.on('pageerror', (error) => void problems.push(String(error)));
  const seen = new Map<Frame, { readonly label: string; count: number }>();
  let labels = 0;
  page.on('framedetached', (frame) => {
    const entry = seen.get(frame);
    if (entry) fold(ledger, { op: 'document-ended', n: 0, at: Date.now(), persisted: false }, entry.label);
    seen.delete(frame);
  });
  // Not `load`: a video that waits for its first picture delays it.
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const take = async (frame: Frame): Promise<number> => {
    const entry = seen.get(frame) ?? { label: String(labels++), count: 0 };
    seen.set(frame, entry);
    const { facts, now } = await frame.evaluate(told, entry.count);
    entry.count += facts.length;
    for (const fact of facts) {
      if (isPageFact(fact)) fold(ledger, fact satisfies Fact, entry.label);
      else problems.push(`no fact: ${JSON.stringify(fact)}`);
    }
    return now;
  };
  let looking: Promise<number> = Promise.resolve(0);
  const look = async (): Promise<number> => {
    const [main, ...children] = page.frames();
    const now = await take(main as Frame);
    // One that is taken out meanwhile does not answer.
    await Promise.allSettled(children.map(take));
    return now;
  };
  return {
    page,
    ledger,
    problems,
    // One at a time: two looks at once would fold the same facts twice.
    look: () => (looking = looking.catch(() => 0).then(look)),
    request: (name, data) => page.evaluate((n, d) => (globalThis as Inspected).__inspector?.request(n, d), name, data),
    async collect() {
      const session = await page.createCDPSession();
      for (let i = 0; i < 3; i += 1) {
        await session.send('HeapProfiler.collectGarbage');
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      await session.detach();
      fold(ledger, { op: 'moment', n: 0, at: Date.now(), name: 'gc', label: '' }, 'panel');
    },
  };
}

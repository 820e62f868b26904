import type { Fact } from '../core/ledger/facts.ts';
import { fold, forgetDocument } from '../core/ledger/fold.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { CommandName, Answer, Request } from '../protocol/messages.ts';
import { isPageFact } from '../protocol/fact-guard.ts';
import { isFactsMessage, isHello } from '../protocol/guards.ts';
import { openPageLink, StartedAnew } from './page-link.ts';

/** After the background was started anew, a document that does not answer for so long is taken as gone. */
const ANSWER_WITHIN_MS = 5_000;

interface DocumentLink {
  readonly document: string;
  readonly label: string;
  /** The connection; undefined while there is none. */
  from: string | undefined;
  /** Number of the newest fact that is in the ledger. */
  n: number;
}

export interface FramesOptions {
  readonly tabId: number;
  readonly ledger: Ledger;
  readonly registries: () => readonly string[];
  readonly now: () => number;
  /** Facts came in; `refused` of them were no facts. */
  changed(refused: number): void;
  /** A recording or a test sees each fact that the ledger took. */
  folded?(fact: Fact, label: string): void;
}

export interface Frames {
  /** How many documents answer, or are still given time to after the background was started anew. */
  readonly connected: () => number;
  wake(): void;
  /**
   * Asks one document, by its label. What was lost with the background is asked once more when the document is back: every command
   * can be done twice.
   */
  request<C extends CommandName>(label: string, name: C, data: Request<C>): Promise<Answer<C>>;
  /** Asks every document. Resolves to how long each took to answer, ms; undefined where it did not. */
  requestAll<C extends CommandName>(name: C, data: Request<C>): Promise<Map<string, number | undefined>>;
  /** Resolves when the ledger holds everything up to fact `n` of the document. */
  caughtUp(label: string, n: number): Promise<void>;
  close(): void;
}

/** All documents of the inspected tab: follows each one's facts into the ledger, none lost and none twice. */
export function followFrames(options: FramesOptions): Frames {
  const { tabId, ledger, registries, now, changed } = options;
  const byDocument = new Map<string, DocumentLink>();
  const labels = new Map<number, number>();
  const waiters = new Set<() => void>();

  const take = (fact: Fact, label: string): void => {
    fold(ledger, fact, label);
    options.folded?.(fact, label);
  };
  const labelFor = (frameId: number): string => {
    const count = (labels.get(frameId) ?? 0) + 1;
    labels.set(frameId, count);
    return count === 1 ? String(frameId) : `${frameId}.${count}`;
  };
  const isOver = (link: DocumentLink): boolean => ledger.documents.get(link.label)?.endedAt !== undefined;
  /** Resolves when it holds; that is looked at whenever something came in. */
  const until = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
    });
  const tell = (refused: number): void => {
    changed(refused);
    for (const wake of waiters) wake();
  };
  /** The document's connection, now or when it has one again. */
  const reached = async (label: string): Promise<string> => {
    const link = byLabel(label);
    if (link) await until(() => link.from !== undefined || isOver(link));
    if (link?.from === undefined) throw new Error(`frame ${label} is gone`);
    return link.from;
  };
  const byFrom = (from: string) => [...byDocument.values()].find((d) => d.from === from);
  const byLabel = (label: string) => [...byDocument.values()].find((d) => d.label === label);

  const follow = (link: DocumentLink): void => {
    if (link.from === undefined) return;
    page.request(link.from, 'follow', { since: link.n, registries: registries() }).catch(() => undefined);
  };

  const onHello = (from: string, frameId: number, data: unknown): void => {
    if (!isHello(data)) return;
    let link = byDocument.get(data.document);
    if (!link) {
      link = { document: data.document, label: labelFor(frameId), from, n: 0 };
      byDocument.set(data.document, link);
    } else if (isOver(link)) {
      // It was asleep in the back/forward cache, not gone: let it tell everything anew.
      forgetDocument(ledger, link.label);
      ledger.documents.delete(link.label);
      link.n = 0;
    }
    link.from = from;
    if (!ledger.documents.has(link.label)) take({ op: 'document', n: 0, at: now(), url: data.url, top: data.top }, link.label);
    follow(link);
    tell(0);
  };

  const onFacts = (from: string, data: unknown): void => {
    const link = byFrom(from);
    if (!link || !isFactsMessage(data) || data.document !== link.document) return;
    // A batch that answers an older question may start too late; the newer question is on its way.
    if (!data.whole && numberOf(data.facts[0]) > link.n + 1) return follow(link);
    if (data.whole) {
      forgetDocument(ledger, link.label);
      link.n = 0;
    }
    const facts = data.facts.filter(isPageFact);
    for (const fact of facts) if (fact.n > link.n) take(fact, link.label);
    link.n = Math.max(link.n, numberOf(data.facts.at(-1)));
    tell(data.facts.length - facts.length);
    follow(link);
  };

  const end = (link: DocumentLink): void => {
    link.from = undefined;
    take({ op: 'document-ended', n: 0, at: now(), persisted: false }, link.label);
    tell(0);
  };

  const page = openPageLink(tabId, {
    event(from, frameId, name, data) {
      if (name === 'hello') onHello(from, frameId, data);
      else if (name === 'facts') onFacts(from, data);
    },
    gone(from) {
      const link = byFrom(from);
      if (link) end(link);
    },
    restarted() {
      const orphans = [...byDocument.values()].filter((d) => d.from !== undefined);
      for (const orphan of orphans) orphan.from = undefined;
      setTimeout(() => {
        for (const orphan of orphans) if (orphan.from === undefined) end(orphan);
      }, ANSWER_WITHIN_MS);
      tell(0);
    },
  });

  return {
    connected: () => [...byDocument.values()].filter((link) => !isOver(link)).length,
    wake: () => page.wake(),
    async request(label, name, data) {
      try {
        return await page.request(await reached(label), name, data);
      } catch (error) {
        if (!(error instanceof StartedAnew)) throw error;
        return page.request(await reached(label), name, data);
      }
    },
    async requestAll(name, data) {
      const asked = [...byDocument.values()].filter((d) => d.from !== undefined);
      const began = now();
      const took = () => now() - began;
      return new Map(await Promise.all(asked.map(async (d) => [d.label, await page.request(d.from as string, name, data).then(took, () => undefined)] as const)));
    },
    caughtUp(label, n) {
      const link = byLabel(label);
      return until(() => !link || isOver(link) || link.n >= n);
    },
    close: () => page.close(),
  };
}

function numberOf(fact: unknown): number {
  const n = (fact as { n?: unknown } | undefined)?.n;
  return typeof n === 'number' && Number.isSafeInteger(n) ? n : 0;
}

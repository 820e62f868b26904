import type { Answer, CommandName, Envelope, Request } from '../protocol/messages.ts';
import { PROTOCOL_VERSION } from '../protocol/messages.ts';
import { isEnvelope } from '../protocol/guards.ts';
import { PANEL_PORT, type FromPanel, type ToPanel } from '../protocol/wire.ts';
import { keepPort, type KeptPort } from '../platform/ports.ts';

const TIMEOUT_MS = 10_000;

/** The background died between a request and its answer, so nobody knows whether it reached the page. */
export class StartedAnew extends Error {}

export interface PageLinkEvents {
  /** A frame's hook reports something; `data` is not checked yet. */
  event(from: string, frameId: number, name: string, data: unknown): void;
  /** A frame's connection ended: it navigated, was removed, or went to sleep. */
  gone(from: string): void;
  /** The background was started anew: every connection by the old names is void. */
  restarted(): void;
}

/** The inspected tab as the panel talks to it. Names of connections (`from`) last until `gone` or `restarted`. */
export interface PageLink {
  /** Asks every frame to say hello. */
  wake(): void;
  /** Rejects when the frame does not answer within 10 s, is gone, or could not do it; with `StartedAnew` when nobody knows. */
  request<C extends CommandName>(to: string, name: C, data: Request<C>): Promise<Answer<C>>;
  close(): void;
}

interface Waiting {
  readonly to: string;
  resolve(data: unknown): void;
  reject(error: Error): void;
}

export function openPageLink(tabId: number, events: PageLinkEvents): PageLink {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let first = true;

  const fail = (matches: (w: Waiting) => boolean, why: Error): void => {
    for (const [id, w] of waiting) {
      if (!matches(w)) continue;
      waiting.delete(id);
      w.reject(why);
    }
  };

  const onUp = (from: string, frameId: number, message: unknown): void => {
    if (!isEnvelope(message)) return;
    if (message.kind === 'event') return events.event(from, frameId, message.name, message.data);
    if (message.kind !== 'answer') return;
    const asked = waiting.get(message.id);
    if (asked?.to !== from) return;
    waiting.delete(message.id);
    if (message.error === undefined) asked.resolve(message.data);
    else asked.reject(new Error(message.error));
  };

  const onMessage = (message: unknown): void => {
    const received = message as ToPanel;
    if (received.type === 'up') return onUp(received.from, received.frameId, received.message);
    fail((w) => w.to === received.from, new Error('the frame is gone'));
    events.gone(received.from);
  };

  const port: KeptPort = keepPort(PANEL_PORT, onMessage, (post) => {
    if (!first) {
      fail(() => true, new StartedAnew('the connection to the page was started anew'));
      events.restarted();
    }
    first = false;
    const open: FromPanel = { type: 'open', tabId };
    const wake: FromPanel = { type: 'wake' };
    post(open);
    post(wake);
  });
  const send = (message: FromPanel): void => port.post(message);

  return {
    wake: () => send({ type: 'wake' }),
    request<C extends CommandName>(to: string, name: C, data: Request<C>) {
      const id = nextId;
      nextId += 1;
      return new Promise<Answer<C>>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error('the page did not answer within 10 s'));
        }, TIMEOUT_MS);
        waiting.set(id, {
          to,
          resolve: (answer) => {
            clearTimeout(timer);
            resolve(answer as Answer<C>);
          },
          reject: (error) => {
            clearTimeout(timer);
            reject(error);
          },
        });
        const message: Envelope = { v: PROTOCOL_VERSION, kind: 'request', id, name, data };
        send({ type: 'down', to, message });
      });
    },
    close: () => port.close(),
  };
}

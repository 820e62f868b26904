import browser from 'webextension-polyfill';
import { READY, WAKE } from '../protocol/wire.ts';

/** Longer than a worker takes to start, also on a busy machine; one that takes longer is only asked again. */
const READY_WITHIN_MS = 3_000;

export type Port = browser.Runtime.Port;

/** Calls back for each port that is opened to the background. */
export function onConnect(accept: (port: Port) => void): void {
  browser.runtime.onConnect.addListener(accept);
}

/** Asks every frame of a tab to say hello. A tab without our content script, such as a settings page, has nobody to answer. */
export function wakeTab(tabId: number): void {
  browser.tabs.sendMessage(tabId, WAKE).catch(() => undefined);
}

export interface KeptPort {
  post(message: unknown): void;
  close(): void;
}

/**
 * A port that is opened again whenever the other end goes away, as an extension's worker does after 30 s of rest, or never was there, as when
 * the worker died in its start.
 * @param opened called after each opening, so that the state of the other end can be built anew
 */
export function keepPort(name: string, onMessage: (message: unknown) => void, opened: (post: (message: unknown) => void) => void): KeptPort {
  let port: Port | undefined;
  let closed = false;
  const open = (): void => {
    const next = browser.runtime.connect({ name });
    port = next;
    const reopen = (): void => {
      clearTimeout(late);
      if (!closed && port === next) open();
    };
    const late = setTimeout(() => {
      next.disconnect();
      reopen();
    }, READY_WITHIN_MS);
    next.onMessage.addListener((message) => {
      clearTimeout(late);
      if (message !== READY) onMessage(message);
    });
    next.onDisconnect.addListener(reopen);
    opened((message) => next.postMessage(message));
  };
  open();
  return {
    post: (message) => port?.postMessage(message),
    close() {
      closed = true;
      port?.disconnect();
    },
  };
}

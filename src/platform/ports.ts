import browser from 'webextension-polyfill';
import { WAKE } from '../protocol/wire.ts';

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
 * A port that is opened again whenever the other end goes away, as an extension's worker does after 30 s of rest.
 * @param opened called after each opening, so that the state of the other end can be built anew
 */
export function keepPort(name: string, onMessage: (message: unknown) => void, opened: (post: (message: unknown) => void) => void): KeptPort {
  let port: Port | undefined;
  let closed = false;
  const open = (): void => {
    const next = browser.runtime.connect({ name });
    port = next;
    next.onMessage.addListener(onMessage);
    next.onDisconnect.addListener(() => {
      if (!closed && port === next) open();
    });
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

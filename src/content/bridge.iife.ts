import { HANDOVER_EVENT, PROTOCOL_VERSION } from '../protocol/messages.ts';
import { BRIDGE_PORT, READY, WAKE } from '../protocol/wire.ts';

// Carries messages between the hook and the background. It has no port until the hook says something or a panel asks.
const onHandover = (event: Event): void => {
  event.stopImmediatePropagation();
  const page = (event as MessageEvent).ports[0];
  if (!page) return;
  let background: chrome.runtime.Port | undefined;
  let isReady = false;
  /** The hook has said something, so after a stay in the back/forward cache somebody may be waiting for it. */
  let greeted = false;
  const announce = (): void => page.postMessage({ v: PROTOCOL_VERSION, kind: 'request', id: 0, name: 'announce', data: {} });
  const connect = (): chrome.runtime.Port => {
    const port = chrome.runtime.connect({ name: BRIDGE_PORT });
    isReady = false;
    port.onMessage.addListener((message) => {
      if (message === READY) isReady = true;
      else page.postMessage(message);
    });
    port.onDisconnect.addListener(() => {
      if (background === port) background = undefined;
    });
    background = port;
    return port;
  };
  page.onmessage = ({ data }) => {
    greeted = true;
    try {
      (background ?? connect()).postMessage(data);
    } catch {
      // The extension was updated or removed: this frame is on its own from here on.
      background = undefined;
    }
  };
  chrome.runtime.onMessage.addListener((message) => {
    if (message !== WAKE) return;
    if (!isReady) {
      // Opened to a worker that died in its start: nobody will ever answer.
      background?.disconnect();
      background = undefined;
    }
    announce();
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted || !greeted) return;
    // The browser closed the port when the page went to sleep, and tells nobody.
    background = undefined;
    announce();
  });
};
addEventListener(HANDOVER_EVENT, onHandover, { capture: true, once: true });

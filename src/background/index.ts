import { wakeTab, onConnect } from '../platform/ports.ts';
import { BRIDGE_PORT, PANEL_PORT, READY, type FromPanel } from '../protocol/wire.ts';
import { createRouter } from './router.ts';

const router = createRouter(wakeTab);

onConnect((port) => {
  const tab = port.sender?.tab?.id;
  // A panel has no tab and is a page of this extension; a bridge has one. The browser fills in the sender, nobody can pose.
  if (port.name === PANEL_PORT && tab === undefined) {
    const panel = router.addPanel(port);
    port.onMessage.addListener((message) => panel.message(message as FromPanel));
    port.onDisconnect.addListener(panel.disconnected);
  } else if (port.name === BRIDGE_PORT && tab !== undefined) {
    const bridge = router.addBridge(tab, port.sender?.frameId ?? 0, port);
    port.onMessage.addListener(bridge.message);
    port.onDisconnect.addListener(bridge.disconnected);
  } else {
    port.disconnect();
    return;
  }
  port.postMessage(READY);
});

import type { FromPanel, ToPanel } from '../protocol/wire.ts';

/** The part of a port that routing needs. */
export interface RouterPort<Out> {
  readonly postMessage: (message: Out) => void;
}

interface Bridge {
  readonly tabId: number;
  readonly frameId: number;
  readonly port: RouterPort<unknown>;
}

/**
 * Joins the panels of a tab with the bridges of its frames. It keeps nothing but the open ports, so it may die at any time: both ends
 * connect anew and the panel asks for what it has missed.
 */
export function createRouter(wakeTab: (tabId: number) => void) {
  const bridges = new Map<string, Bridge>();
  const panels = new Map<RouterPort<ToPanel>, number>();
  /** Keys differ from one life of the worker to the next, so an answer to an old one finds nobody. */
  const life = Math.random().toString(36).slice(2, 8);
  let counter = 0;

  const toPanels = (tabId: number, message: ToPanel): void => {
    for (const [panel, inspected] of panels) if (inspected === tabId) panel.postMessage(message);
  };

  return {
    addBridge(tabId: number, frameId: number, port: RouterPort<unknown>) {
      counter += 1;
      const from = `${life}.${counter}`;
      bridges.set(from, { tabId, frameId, port });
      return {
        message: (message: unknown) => toPanels(tabId, { type: 'up', from, frameId, message }),
        disconnected() {
          bridges.delete(from);
          toPanels(tabId, { type: 'gone', from });
        },
      };
    },
    addPanel(panel: RouterPort<ToPanel>) {
      return {
        message(message: FromPanel) {
          if (message.type === 'open') panels.set(panel, message.tabId);
          const tabId = panels.get(panel);
          if (tabId === undefined) return;
          if (message.type === 'wake') return wakeTab(tabId);
          if (message.type !== 'down') return;
          const bridge = bridges.get(message.to);
          if (bridge?.tabId === tabId) bridge.port.postMessage(message.message);
        },
        disconnected: () => void panels.delete(panel),
      };
    },
  };
}

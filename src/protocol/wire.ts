import type { Envelope } from './messages.ts';

/** Names of the two kinds of ports that the background accepts. */
export const BRIDGE_PORT = 'rtc-leak-inspector:bridge';
export const PANEL_PORT = 'rtc-leak-inspector:panel';

/** Sent to every frame of a tab when a panel wants to know who is there. */
export const WAKE = 'rtc-leak-inspector:wake';
/**
 * From the background, first on every port: somebody is there. A port that was opened while the worker died is neither answered nor
 * disconnected, and only this tells it from one at rest.
 */
export const READY = 'rtc-leak-inspector:ready';

/** Panel -> background. The background adds nothing to an envelope and reads nothing in it. */
export type FromPanel =
  /** First message: the tab that the panel inspects. */
  | { readonly type: 'open'; readonly tabId: number }
  /** Ask every frame of the tab to say hello. */
  | { readonly type: 'wake' }
  | { readonly type: 'down'; readonly to: string; readonly message: Envelope };

/** Background -> panel. `from` names one frame's connection; `frameId` is the browser's word, not the page's. */
export type ToPanel =
  | { readonly type: 'up'; readonly from: string; readonly frameId: number; readonly message: unknown }
  | { readonly type: 'gone'; readonly from: string };

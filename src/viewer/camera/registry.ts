import { has } from '../faults.ts';
import type { Resources } from './resources.ts';

declare global {
  interface Window {
    /** Every connection of this page by camera name, open to the console and to tools: its `size` is the first thing to look at. */
    activePeerConnections: Map<string, RTCPeerConnection>;
  }
}

export const registry = new Map<string, RTCPeerConnection>();
if (typeof window !== 'undefined') window.activePeerConnections = registry;

/** Told of every attempt as its connection is registered. */
export const registryListeners = new Set<(resources: Resources) => void>();

/** Tells of each connection whether a player still holds it. Weak, so that it keeps no connection alive. */
const holders = new WeakMap<RTCPeerConnection, () => boolean>();

export function register(resources: Resources, peer: RTCPeerConnection, isHeld: () => boolean): void {
  resources.peer = peer;
  registry.set(resources.camera, peer);
  holders.set(peer, isHeld);
  for (const listener of registryListeners) listener(resources);
}

export function unregister(peer: RTCPeerConnection): void {
  // By value: a newer connection to the same camera may stand under its name by now.
  for (const [camera, registered] of registry) if (registered === peer) registry.delete(camera);
}

/** Closes what no player holds any more. The connections of other tiles stay. */
export function sweepResidual(): void {
  // A fault that keeps entries must keep them from the sweep too, or it would leave nothing behind.
  if (has('keep-registry')) return;
  for (const [camera, peer] of registry) {
    if (holders.get(peer)?.()) continue;
    clearHandlers(peer);
    peer.close();
    registry.delete(camera);
  }
}

export function clearHandlers(peer: RTCPeerConnection): void {
  peer.ontrack = null;
  peer.onicecandidate = null;
  peer.oniceconnectionstatechange = null;
  peer.onconnectionstatechange = null;
}

import { registry } from './camera/registry.ts';
import type { FfmpegProcess } from './server/gateway-api.ts';

declare global {
  interface Performance {
    /** Chromium only. */
    readonly memory?: { readonly usedJSHeapSize: number };
  }
}

export interface ConnectionState {
  readonly camera: string;
  readonly connectionState: RTCPeerConnectionState;
  readonly iceConnectionState: RTCIceConnectionState;
  readonly signalingState: RTCSignalingState;
}

/** What a page can know of itself, at once. `undefined`: it cannot. */
export interface Reading {
  readonly connections: readonly ConnectionState[];
  /** Received ones. A receiver has a track from the start; it counts once the server has agreed to send. */
  readonly liveTracks: number;
  /** Told by the server, a moment ago. */
  readonly processes: readonly FfmpegProcess[] | undefined;
  readonly heapBytes: number | undefined;
}

export function takeReading(processes: readonly FfmpegProcess[] | undefined): Reading {
  const peers = [...registry];
  return {
    connections: peers.map(([camera, { connectionState, iceConnectionState, signalingState }]) => ({
      camera,
      connectionState,
      iceConnectionState,
      signalingState,
    })),
    liveTracks: peers
      .flatMap(([, peer]) => peer.getTransceivers())
      .filter(({ currentDirection, receiver }) => currentDirection === 'recvonly' && receiver.track.readyState === 'live').length,
    processes,
    heapBytes: performance.memory?.usedJSHeapSize,
  };
}

import { restartIce, type Await } from '../whep/negotiate.ts';
import type { WhepSession } from '../whep/whep-session.ts';
import { CameraError } from './failure.ts';

/** "disconnected" often heals by itself; after this time an ICE restart is tried. */
const PATIENCE_MS = 2_000;
/** A restart that brings nothing in this time has failed. */
const RESTART_TIMEOUT_MS = 6_000;

/**
 * Resolves when the connection is up, rejects when it cannot come up, and mends it afterwards: an ICE restart first, `onLost` if that does not
 * help.
 */
export function watchNetwork(
  peer: RTCPeerConnection,
  session: WhepSession,
  signal: AbortSignal,
  wait: Await,
  onLost: (error: Error) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let wasUp = false;
    let mending: ReturnType<typeof setTimeout> | undefined;
    const lost = (): void => onLost(new CameraError('no-connection'));
    const restart = (): void => {
      mending = setTimeout(lost, RESTART_TIMEOUT_MS);
      restartIce(peer, session, signal, wait).catch(lost);
    };
    signal.addEventListener('abort', () => clearTimeout(mending), { once: true });
    peer.onconnectionstatechange = () => {
      const state = peer.connectionState;
      if (state === 'connected') {
        wasUp = true;
        clearTimeout(mending);
        mending = undefined;
        resolve();
      } else if (state === 'failed' && !wasUp) {
        reject(new CameraError('no-connection'));
      } else if ((state === 'disconnected' || state === 'failed') && wasUp && mending === undefined) {
        mending = setTimeout(restart, state === 'failed' ? 0 : PATIENCE_MS);
      }
    };
  });
}

import type { WhepSession } from '../whep/whep-session.ts';
import type { Sound } from './sound.ts';
import type { Watchdog } from './watchdog.ts';

/**
 * All that one attempt to play one camera opens. The player owns it, `connect` fills it, the clean-up empties it: whatever is not in here
 * cannot leak, and whatever is in here has its step in `cleanUpSteps`.
 */
export interface Resources {
  readonly camera: string;
  readonly video: HTMLVideoElement;
  /** Ends what is still under way: requests, timers, waits. */
  readonly abort: AbortController;
  /** Ends the listeners on document and window. */
  readonly listeners: AbortController;
  session?: WhepSession;
  peer?: RTCPeerConnection;
  watchdog?: Watchdog;
  sound?: Sound | undefined;
}

export function newResources(camera: string, video: HTMLVideoElement): Resources {
  return { camera, video, abort: new AbortController(), listeners: new AbortController() };
}

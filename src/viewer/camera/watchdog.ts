import { CameraError } from './failure.ts';

const CHECK_INTERVAL_MS = 1_000;
const FROZEN_AFTER_MS = 5_000;

export interface Watchdog {
  readonly isPolling: boolean;
  readonly isLooping: boolean;
  /** Stops the poller. */
  stopPolling(): void;
  /** Stops the frame loop. */
  stopLoop(): void;
}

/**
 * Notices a picture that stands still: for a while no frame was presented and none was decoded. Both are asked, since a hidden page presents
 * nothing, and a page under load may present late what it decoded in time.
 */
export function watchPicture(
  video: HTMLVideoElement,
  peer: RTCPeerConnection,
  listeners: AbortSignal,
  onFrozen: (error: CameraError) => void,
): Watchdog {
  let seenAt = performance.now();
  let decoded = 0;
  let frame = 0;
  let [isPolling, isLooping] = [true, true];
  const see = (): void => {
    seenAt = performance.now();
  };
  const loop = (): void => {
    see();
    frame = video.requestVideoFrameCallback(loop);
  };
  loop();

  const check = async (): Promise<void> => {
    const decodedNow = await framesDecoded(peer);
    // A broken connection is mended elsewhere; the time without it does not count.
    if (decodedNow > decoded || peer.connectionState !== 'connected') see();
    decoded = decodedNow;
    if (performance.now() - seenAt >= FROZEN_AFTER_MS) onFrozen(new CameraError('frozen'));
  };
  const poll = setInterval(() => void check(), CHECK_INTERVAL_MS);
  // Timers of a hidden page are late; the time it was away does not count either.
  document.addEventListener('visibilitychange', see, { signal: listeners });

  return {
    get isPolling() {
      return isPolling;
    },
    get isLooping() {
      return isLooping;
    },
    stopPolling() {
      clearInterval(poll);
      isPolling = false;
    },
    stopLoop() {
      video.cancelVideoFrameCallback(frame);
      isLooping = false;
    },
  };
}

async function framesDecoded(peer: RTCPeerConnection): Promise<number> {
  const stats = await peer.getStats();
  let frames = 0;
  stats.forEach((entry: RTCStats & { kind?: string; framesDecoded?: number }) => {
    if (entry.type === 'inbound-rtp' && entry.kind === 'video') frames += entry.framesDecoded ?? 0;
  });
  return frames;
}

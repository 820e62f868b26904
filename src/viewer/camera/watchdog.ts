import { CameraError } from './failure.ts';

const CHECK_INTERVAL_MS = 1_000;
const FROZEN_AFTER_MS = 5_000;

export interface Watchdog {
  /** Stops the poller. */
  stopPolling(): void;
  /** Stops the frame loop. */
  stopLoop(): void;
}

/**
 * Notices a picture that stands still. Cheap first: the frame callback tells the time of the last presented frame. Only when there was none for
 * a while (or the page is hidden and presents none) the decoder's own counter is asked, and it decides.
 */
export function watchPicture(
  video: HTMLVideoElement,
  peer: RTCPeerConnection,
  listeners: AbortSignal,
  onFrozen: (error: CameraError) => void,
): Watchdog {
  let seenAt = performance.now();
  let decoded = -1;
  const see = (): void => {
    seenAt = performance.now();
  };
  let frame = 0;
  const loop = (): void => {
    see();
    frame = video.requestVideoFrameCallback(loop);
  };
  frame = video.requestVideoFrameCallback(loop);

  const check = async (): Promise<void> => {
    // A broken connection is mended elsewhere; the time without it does not count.
    if (peer.connectionState !== 'connected') see();
    if (performance.now() - seenAt < FROZEN_AFTER_MS / 2) return;
    const now = await framesDecoded(peer);
    if (now > decoded) {
      decoded = now;
      see();
    } else if (performance.now() - seenAt >= FROZEN_AFTER_MS) {
      onFrozen(new CameraError('frozen'));
    }
  };
  const poll = setInterval(() => void check(), CHECK_INTERVAL_MS);
  // Timers of a hidden page are late; the time it was away must not count as frozen.
  document.addEventListener('visibilitychange', see, { signal: listeners });

  return {
    stopPolling: () => clearInterval(poll),
    stopLoop: () => video.cancelVideoFrameCallback(frame),
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

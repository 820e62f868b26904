import { negotiate, type Await, type Gathering } from '../whep/negotiate.ts';
import type { CameraServer } from './camera-server.ts';
import { CameraError } from './failure.ts';
import { firstPicture } from './first-picture.ts';
import { watchNetwork } from './network.ts';
import { register } from './registry.ts';
import type { Resources } from './resources.ts';
import { watchPicture } from './watchdog.ts';

/** Long enough for a server that waits for a slow camera before it answers. */
const CONNECT_TIMEOUT_MS = 15_000;

export interface ConnectOptions {
  readonly server: CameraServer;
  readonly gathering: Gathering;
  /** The last attempt failed. */
  readonly isAgain: boolean;
  /** False once a newer start or stop came: then no answer of this attempt may do anything any more. */
  readonly isWanted: () => boolean;
  /** Whether the player still holds this attempt. */
  readonly isHeld: () => boolean;
  readonly setConnecting: (connecting: boolean) => void;
  /** The picture or the connection was lost after it had been there. */
  readonly onLost: (error: Error) => void;
}

/**
 * Plays a camera over WHEP and resolves at its first picture. What it opens it puts into `resources` at once, so that the clean-up finds it
 * whatever happens next.
 * @throws CameraError, WhepError or TypeError: see `failureOf`
 */
export async function connect(resources: Resources, options: ConnectOptions): Promise<void> {
  const { camera, video, abort, listeners } = resources;
  const guard: Await = async (work) => {
    const result = await work;
    if (!options.isWanted()) throw new DOMException('superseded', 'AbortError');
    return result;
  };
  options.setConnecting(true);
  let leaveLine = (): void => undefined;
  let deadline: Deadline | undefined;
  try {
    leaveLine = await options.server.startLine.enter(options.isAgain, abort.signal);
    const { passed } = (deadline = startDeadline(resources));
    const inTime: Await = (work) => guard(Promise.race([work, passed]));
    await inTime(options.server.startProcess(camera, abort.signal));
    const session = options.server.session(camera);
    resources.session = session;
    const iceServers = await inTime(session.iceServers(abort.signal));

    const peer = new RTCPeerConnection({ iceServers, bundlePolicy: 'max-bundle' });
    register(resources, peer, options.isHeld);
    const picture = firstPicture(video, abort.signal);
    const up = watchNetwork(peer, session, abort.signal, guard, options.onLost);
    showMedia(peer, video);
    for (const kind of ['video', 'audio']) peer.addTransceiver(kind, { direction: 'recvonly' });
    await negotiate(peer, session, options.gathering, abort.signal, inTime);
    leaveLine();
    await inTime(up);
    await inTime(picture);
    resources.watchdog = watchPicture(video, peer, listeners.signal, options.onLost);
  } finally {
    deadline?.clear();
    options.setConnecting(false);
    // A POST that is not waited for any more may still be under way, and hold its connection.
    void Promise.resolve(resources.session?.posted).then(leaveLine);
  }
}

function showMedia(peer: RTCPeerConnection, video: HTMLVideoElement): void {
  const media = new MediaStream();
  peer.ontrack = ({ track }) => {
    media.addTrack(track);
    if (video.srcObject === media) return;
    video.srcObject = media;
    // It is rejected when a switch takes the source away; that the picture came is seen elsewhere.
    video.play().catch(() => undefined);
  };
}

interface Deadline {
  /** Rejects with what was missing when the time is up, or when the attempt is aborted. */
  readonly passed: Promise<never>;
  clear(): void;
}

function startDeadline(resources: Resources): Deadline {
  const { signal } = resources.abort;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const { peer } = resources;
      const reason = !peer?.remoteDescription ? 'no-answer' : peer.connectionState === 'connected' ? 'no-picture' : 'no-connection';
      reject(new CameraError(reason));
    }, CONNECT_TIMEOUT_MS);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  // It may well be rejected when nobody waits.
  passed.catch(() => undefined);
  return { passed, clear: () => clearTimeout(timer) };
}

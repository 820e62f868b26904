import { candidatesIn, restartedAnswer, sdpFragment, type Candidate } from './sdp-fragment.ts';
import type { WhepSession } from './whep-session.ts';

/** `trickle` sends the offer at once and the candidates as they come; `full` gathers first, for servers that take no PATCH. */
export type Gathering = 'trickle' | 'full';

/** Host candidates take milliseconds; a STUN server that does not answer must not hold up the picture. */
const GATHERING_TIMEOUT_MS = 1_000;

/** Waits for work, and throws when the attempt it belongs to is over. */
export type Await = <T>(work: Promise<T>) => Promise<T>;

/** Offer, answer and candidates between one connection and its WHEP session. */
export async function negotiate(
  peer: RTCPeerConnection,
  session: WhepSession,
  gathering: Gathering,
  signal: AbortSignal,
  wait: Await,
): Promise<void> {
  const trickle = collectCandidates(peer);
  const full = gathering === 'full' ? gathered(peer, signal) : undefined;
  await wait(peer.setLocalDescription());
  if (full) await wait(full);
  const answer = await wait(session.post(localSdp(peer)));
  if (!full) {
    // A candidate that does not arrive is no failure: the connection may well come up without it, and says so itself if not.
    trickle((candidates, complete) => void session.trickle(sdpFragment(localSdp(peer), candidates, complete), signal).catch(() => undefined));
  }
  await wait(peer.setRemoteDescription({ type: 'answer', sdp: answer }));
}

/** Finds a new network path for a connection that lost its own, and keeps the session and the picture. */
export async function restartIce(peer: RTCPeerConnection, session: WhepSession, signal: AbortSignal, wait: Await): Promise<void> {
  const answer = peer.currentRemoteDescription?.sdp ?? '';
  // One PATCH tells everything: a trickled candidate with the new credentials could overtake it and be taken for the restart.
  const full = gathered(peer, signal);
  await wait(peer.setLocalDescription(await wait(peer.createOffer({ iceRestart: true }))));
  await wait(full);
  const fragment = sdpFragment(localSdp(peer), candidatesIn(localSdp(peer)), true);
  const reply = await wait(session.restart(fragment, signal));
  await wait(peer.setRemoteDescription({ type: 'answer', sdp: restartedAnswer(answer, reply) }));
}

/** Keeps candidates until it is known where to send them: the session has no address before its answer. */
function collectCandidates(peer: RTCPeerConnection): (send: (candidates: readonly Candidate[], complete: boolean) => void) => void {
  let waiting: Candidate[] = [];
  let complete = false;
  let flush = (): void => undefined;
  peer.onicecandidate = ({ candidate }) => {
    // The end is an empty candidate, or none, or one after the other.
    if (candidate?.candidate) waiting.push(candidate);
    else complete = true;
    flush();
  };
  return (send) => {
    let isTold = false;
    flush = () => {
      if (!isTold && (waiting.length || complete)) send(waiting, complete);
      isTold = complete;
      waiting = [];
    };
    flush();
  };
}

function localSdp(peer: RTCPeerConnection): string {
  return peer.localDescription?.sdp ?? '';
}

/** Call it before the local description is set: an ICE restart begins with the state of the gathering before, which says "complete". */
function gathered(peer: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GATHERING_TIMEOUT_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    peer.onicecandidate = ({ candidate }) => candidate ?? done();
    signal.addEventListener('abort', done, { once: true });
  });
}

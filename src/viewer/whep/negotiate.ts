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
  let posted = false;
  let waiting: Candidate[] = [];
  let complete = false;
  const flush = (): void => {
    if (!posted || gathering === 'full' || (!waiting.length && !complete)) return;
    const fragment = sdpFragment(localSdp(peer), waiting, complete);
    waiting = [];
    // A candidate that does not arrive is no failure: the connection may well come up without it, and says so itself if not.
    session.trickle(fragment, signal).catch(() => undefined);
  };
  peer.onicecandidate = ({ candidate }) => {
    if (candidate?.candidate) waiting.push(candidate);
    else complete = true;
    flush();
  };
  await wait(peer.setLocalDescription());
  if (gathering === 'full') await wait(gathered(peer, signal));
  const answer = await wait(session.post(localSdp(peer)));
  posted = true;
  flush();
  await wait(peer.setRemoteDescription({ type: 'answer', sdp: answer }));
}

/** Finds a new network path for a connection that lost its own, and keeps the session and the picture. */
export async function restartIce(peer: RTCPeerConnection, session: WhepSession, signal: AbortSignal, wait: Await): Promise<void> {
  const answer = peer.currentRemoteDescription?.sdp ?? '';
  // One PATCH tells everything: a trickled candidate with the new credentials could overtake it and be taken for the restart.
  peer.onicecandidate = null;
  await wait(peer.setLocalDescription(await wait(peer.createOffer({ iceRestart: true }))));
  await wait(gathered(peer, signal));
  const fragment = sdpFragment(localSdp(peer), candidatesIn(localSdp(peer)), true);
  const reply = await wait(session.restart(fragment, signal));
  await wait(peer.setRemoteDescription({ type: 'answer', sdp: restartedAnswer(answer, reply) }));
}

function localSdp(peer: RTCPeerConnection): string {
  return peer.localDescription?.sdp ?? '';
}

function gathered(peer: RTCPeerConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      peer.removeEventListener('icegatheringstatechange', check);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const check = (): void => {
      if (peer.iceGatheringState === 'complete') done();
    };
    const timer = setTimeout(done, GATHERING_TIMEOUT_MS);
    peer.addEventListener('icegatheringstatechange', check);
    signal.addEventListener('abort', done);
    check();
  });
}

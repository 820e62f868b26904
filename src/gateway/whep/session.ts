import { randomInt, randomUUID } from 'node:crypto';
import { Audio, PeerConnection, RtcpNackResponder, RtcpSrReporter, RtpPacketizationConfig, Video, type Track } from 'node-datachannel';
import type { Camera } from '../camera/camera.ts';
import { CameraFailure, failure } from '../camera/failure.ts';
import { createRtpRewriter } from '../media/rtp-rewriter.ts';
import { OfferError, type Offer } from './offer.ts';

const GATHER_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 10_000;
/** A browser reports what it receives about once a second; one that is silent for so long is gone. */
const SILENT_MS = 5_000;
const LOOK_MS = 1_000;
const NACK_PACKETS = 512;

/** Longer than FFmpeg waits for a camera's answer. */
const MEDIA_WITHIN_MS = 6_500;

/** A viewer's session. */
export interface Session {
  /** Public id, the one that the API lists. */
  readonly id: string;
  /** Known to the viewer alone: PATCH and DELETE go to it. */
  readonly secret: string;
  readonly camera: string;
  readonly createdAt: Date;
  readonly answer: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  readonly established: boolean;
  readonly bytesSent: number;
  readonly packetsSent: number;
  readonly candidates: { readonly local: string; readonly remote: string };
  /** Resolves when the session is over, however it ended. */
  readonly ended: Promise<void>;
  end(): void;
}

export interface NewSession {
  readonly camera: Camera;
  readonly offer: Offer;
  readonly sdp: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  /** Aborted when the viewer goes before it has its answer. */
  readonly signal: AbortSignal;
}

/**
 * Answers an offer and sends the camera to it. FFmpeg starts at once, so that it and the connection come up side by side.
 * @param iceAddress of this machine, the only one that the viewer is told
 * @throws OfferError when the offer cannot be answered; CameraFailure when the camera gives no picture; Error when FFmpeg cannot be started
 */
export async function openSession({ camera, offer, sdp, userAgent, remoteAddress, signal }: NewSession, iceAddress: string): Promise<Session> {
  const id = randomUUID();
  const ssrc = randomInt(1, 0xffff_ffff);
  const peer = new PeerConnection(id, { iceServers: [], bindAddress: iceAddress, disableAutoNegotiation: true, forceMediaTransport: true });
  let over = false;
  let finish = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let leave: (() => void) | undefined;
  let established = false;
  let bytesSent = 0;
  let packetsSent = 0;
  let heardAt = Date.now();
  let sentAt = 0;
  const rewriter = createRtpRewriter(ssrc, offer.videoPayloadType);
  let track: Track | undefined;
  const send = (packet: Buffer): void => {
    if (over || !track?.isOpen()) return;
    sentAt = Date.now();
    try {
      track.sendMessageBinary(packet);
    } catch {
      // Another thread closes the track: between the question and the packet it may have. The state change that follows ends the session.
      return;
    }
    bytesSent += packet.length;
    packetsSent += 1;
  };
  const watchdog = setInterval(() => {
    const now = Date.now();
    if (now - heardAt > (established ? SILENT_MS : CONNECT_WITHIN_MS)) return end();
    // A viewer that is sent nothing has nothing to report.
    if (established && now - sentAt > LOOK_MS) send(rewriter.padding());
  }, LOOK_MS);
  const end = (): void => {
    if (over) return;
    over = true;
    clearInterval(watchdog);
    leave?.();
    try {
      peer.close();
    } finally {
      finish();
    }
  };

  // Nobody will learn the session's address: it would wait in vain, and keep the camera from being stopped.
  signal.addEventListener('abort', end, { once: true });

  try {
    signal.throwIfAborted();
    const video = new Video(offer.videoMid, 'SendOnly');
    video.addH264Codec(offer.videoPayloadType, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
    video.addSSRC(ssrc, 'camera', camera.name, 'video');
    track = peer.addTrack(video);
    const reporter = new RtcpSrReporter(new RtpPacketizationConfig(ssrc, 'camera', offer.videoPayloadType, 90_000));
    reporter.addToChain(new RtcpNackResponder(NACK_PACKETS));
    track.setMediaHandler(reporter);
    if (offer.audio) {
      const audio = new Audio(offer.audio.mid, 'Inactive');
      audio.addOpusCodec(offer.audio.payloadType);
      peer.addTrack(audio);
    }

    let live = false;
    track.onMessage(() => {
      heardAt = Date.now();
    });
    track.onOpen(() => {
      established = true;
      heardAt = Date.now();
      for (const packet of rewriter.backlog(camera.cached)) send(packet);
      live = true;
    });
    peer.onStateChange((state) => {
      if (state === 'disconnected' || state === 'failed' || state === 'closed') end();
    });

    const joining = camera
      .join((packet) => {
        if (live) send(rewriter.live(packet));
      }, end)
      .then((joined) => {
        // An offer that turns out bad ends the session before this.
        if (over) joined();
        else leave = joined;
      });
    joining.catch(end);
    const gathered = new Promise<void>((resolve) => {
      peer.onGatheringStateChange((state) => state === 'complete' && resolve());
      setTimeout(resolve, GATHER_WITHIN_MS).unref();
    });
    try {
      peer.setRemoteDescription(sdp, 'offer');
      peer.setLocalDescription('answer');
    } catch (error) {
      throw new OfferError(`the offer cannot be answered: ${(error as Error).message}`, { cause: error });
    }
    await Promise.all([gathered, joining]);
    // A test picture is sure to come; a camera's failure is told in the answer, while somebody waits for it.
    if (camera.source.type !== 'demo') await Promise.race([mediaWithin(camera), ended]);
    if (over) throw new CameraFailure(failure('stopped'));
    const answer = peer.localDescription()?.sdp;
    if (answer === undefined) throw new Error('the offer could not be answered');
    return {
      id,
      secret: randomUUID(),
      camera: camera.name,
      createdAt: new Date(),
      answer,
      userAgent,
      remoteAddress,
      get established() {
        return established;
      },
      get bytesSent() {
        return bytesSent;
      },
      get packetsSent() {
        return packetsSent;
      },
      get candidates() {
        const pair = over ? null : peer.getSelectedCandidatePair();
        const text = (c?: { type: string; transportType: string; address: string; port: number }): string =>
          c ? `${c.type}/${c.transportType}/${c.address}/${c.port}`.toLowerCase() : '';
        return { local: text(pair?.local), remote: text(pair?.remote) };
      },
      ended,
      end,
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** A camera with few key frames is answered for before its first picture; one that has not even answered is not. */
async function mediaWithin(camera: Camera): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => (camera.ffmpeg?.hasOpened() ? resolve() : reject(new CameraFailure(failure('no-answer')))), MEDIA_WITHIN_MS);
  });
  try {
    await Promise.race([camera.media(), late]);
  } finally {
    clearTimeout(timer);
  }
}

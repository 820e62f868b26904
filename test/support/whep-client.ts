import { PeerConnection, RtcpReceivingSession, Video } from 'node-datachannel';

/** Under load a test may stand still for longer than the server keeps an idle connection, and would ask by one that is about to close. */
const OWN_CONNECTION = { connection: 'close' };

/** A viewer without a browser, for the camera server's tests. */
export interface WhepClient {
  readonly status: number;
  /** What the server answered instead, when it refused. */
  readonly error: { error?: string; code?: string };
  readonly location: string;
  readonly id: string;
  readonly headers: Headers;
  /** RTP packets received so far. */
  readonly packets: () => number;
  /** Milliseconds from the POST to the first packet; undefined before it. */
  readonly firstPacketMs: () => number | undefined;
  remove(): Promise<number>;
  /** Goes without a word. */
  close(): void;
}

export async function openWhep(origin: string, camera: string): Promise<WhepClient> {
  const peer = new PeerConnection(`viewer-${camera}`, { iceServers: [], bindAddress: '127.0.0.1', disableAutoNegotiation: true, forceMediaTransport: true });
  const video = new Video('0', 'RecvOnly');
  video.addH264Codec(96, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
  const track = peer.addTrack(video);
  // Reports to the server once a second that it is still there, as a browser does.
  track.setMediaHandler(new RtcpReceivingSession());
  let packets = 0;
  let first: number | undefined;
  const gathered = new Promise<void>((resolve) => {
    peer.onGatheringStateChange((state) => state === 'complete' && resolve());
  });
  peer.setLocalDescription('offer');
  await gathered;
  const started = Date.now();
  track.onMessage(() => {
    packets += 1;
    first ??= Date.now() - started;
  });
  const close = (): void => {
    // The track is named here so that it lives as long as its viewer: once collected, it receives nothing.
    track.close();
    peer.close();
  };
  const post = async (): Promise<readonly [Response, string]> => {
    const answered = await fetch(`${origin}/${camera}/whep`, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp', ...OWN_CONNECTION },
      body: withoutCandidates(peer.localDescription()?.sdp ?? ''),
    });
    return [answered, await answered.text()];
  };
  const [answer, body] = await post().catch((error: unknown) => {
    close();
    throw error;
  });
  const location = answer.headers.get('location') ?? '';
  if (answer.status === 201) peer.setRemoteDescription(body, 'answer');
  return {
    status: answer.status,
    error: answer.status === 201 ? {} : (JSON.parse(body) as { error?: string; code?: string }),
    location,
    id: answer.headers.get('id') ?? '',
    headers: answer.headers,
    packets: () => packets,
    firstPacketMs: () => first,
    remove: async () => (await fetch(new URL(location, origin), { method: 'DELETE', headers: OWN_CONNECTION })).status,
    close,
  };
}

/**
 * The offer as a browser that trickles sends it. A server that knows the candidates begins its checks at once, and the library gives up when
 * one comes before the answer.
 */
function withoutCandidates(sdp: string): string {
  return sdp.replace(/^a=(?:candidate:.*|end-of-candidates)\r\n/gm, '');
}

import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { startsKeyFrame } from './h264-key-frame.ts';

/** A group of pictures longer than this is not worth keeping: a viewer waits for the next key frame then. */
const MAX_CACHED_PACKETS = 4_000;
const FIRST_RTCP = 192;
const LAST_RTCP = 223;
/** Later on, a time that goes back is a camera's clock that was set. */
const FIRST_PICTURES = 150;

export type PacketListener = (packet: Buffer) => void;

/**
 * The loopback socket that one FFmpeg sends its RTP to. It keeps every packet since the last key frame, so that a new viewer sees a picture
 * at once instead of after the next key frame.
 */
export interface RtpSource {
  readonly port: number;
  /** Packets since the last key frame, oldest first. */
  readonly cached: readonly Buffer[];
  /** Pictures at the stream's begin came in another order than they are shown. */
  readonly isReordered: boolean;
  listen(listener: PacketListener): () => void;
  close(): void;
}

export async function openRtpSource(): Promise<RtpSource> {
  const socket: Socket = createSocket('udp4');
  const listeners = new Set<PacketListener>();
  let cached: Buffer[] = [];
  let ssrc: number | undefined;
  let timestamp: number | undefined;
  let pictures = 0;
  let isReordered = false;

  socket.on('message', (packet) => {
    const type = packet[1] ?? 0;
    // FFmpeg is told to send its RTCP to this same port, or it would go to a neighbour's.
    if (packet.length < 13 || (type >= FIRST_RTCP && type <= LAST_RTCP)) return;
    const [nextSsrc, nextTimestamp] = [packet.readUInt32BE(8), packet.readUInt32BE(4)];
    const newPicture = nextTimestamp !== timestamp || nextSsrc !== ssrc;
    if (newPicture) pictures += 1;
    if (timestamp !== undefined && nextSsrc === ssrc && pictures < FIRST_PICTURES && ((nextTimestamp - timestamp) | 0) < 0) isReordered = true;
    if (nextSsrc !== ssrc || (newPicture && startsKeyFrame(packet)) || cached.length >= MAX_CACHED_PACKETS) cached = [];
    if (cached.length > 0 || startsKeyFrame(packet)) cached.push(packet);
    ssrc = nextSsrc;
    timestamp = nextTimestamp;
    for (const listener of listeners) listener(packet);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  return {
    port: (socket.address() as AddressInfo).port,
    get cached() {
      return cached;
    },
    get isReordered() {
      return isReordered;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => socket.close(),
  };
}

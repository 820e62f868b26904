/** 0.5 ms at 90 kHz: cached pictures are shown in one go instead of at their old pace. */
const BACKLOG_TICKS = 45;
const MARKER = 0x80;
/** Version 2, padding; the last octet of the padding is its length. */
const PADDED = 0xa0;
const HEADER_BYTES = 12;
const PADDING_BYTES = 4;

/**
 * Makes one viewer's packets out of the camera's: own SSRC and payload type, sequence numbers without a gap, and timestamps that go on
 * smoothly when the camera's FFmpeg was started anew.
 */
export interface RtpRewriter {
  /** The packets since the last key frame, with their times squeezed together so that the viewer is live at once. */
  backlog(packets: readonly Buffer[]): Buffer[];
  live(packet: Buffer): Buffer;
  /** A packet with no picture in it (RFC 3550, 5.1: padding alone), for a viewer to report on while the camera pauses. */
  padding(): Buffer;
}

export function createRtpRewriter(ssrc: number, payloadType: number): RtpRewriter {
  let sequence = Math.floor(Math.random() * 0x8000);
  let offset = 0;
  let sourceSsrc: number | undefined;
  let lastTimestamp = 0;

  const write = (packet: Buffer, timestamp: number): Buffer => {
    const out = Buffer.from(packet);
    out[1] = ((packet[1] ?? 0) & MARKER) | payloadType;
    out.writeUInt16BE(sequence & 0xffff, 2);
    out.writeUInt32BE(timestamp >>> 0, 4);
    out.writeUInt32BE(ssrc, 8);
    sequence += 1;
    lastTimestamp = timestamp;
    return out;
  };

  return {
    backlog(packets) {
      const times = [...new Set(packets.map((packet) => packet.readUInt32BE(4)))];
      const newest = times.at(-1);
      if (newest === undefined) return [];
      sourceSsrc = packets.at(-1)?.readUInt32BE(8);
      return packets.map((packet) => write(packet, newest - (times.length - 1 - times.indexOf(packet.readUInt32BE(4))) * BACKLOG_TICKS));
    },
    live(packet) {
      const source = packet.readUInt32BE(8);
      const timestamp = packet.readUInt32BE(4);
      if (sourceSsrc !== undefined && source !== sourceSsrc) offset = lastTimestamp + 3_000 - timestamp;
      sourceSsrc = source;
      return write(packet, timestamp + offset);
    },
    padding() {
      const packet = Buffer.alloc(HEADER_BYTES + PADDING_BYTES);
      packet[0] = PADDED;
      packet[packet.length - 1] = PADDING_BYTES;
      return write(packet, lastTimestamp);
    },
  };
}

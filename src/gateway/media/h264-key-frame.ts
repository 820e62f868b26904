const IDR = 5;
const SPS = 7;
const STAP_A = 24;
const FU_A = 28;

/**
 * Whether an RTP packet begins a picture that can be decoded without any before it (RFC 6184): an IDR slice or the parameter sets that come
 * ahead of one, alone, aggregated, or as the first fragment.
 */
export function startsKeyFrame(packet: Buffer): boolean {
  const payload = payloadStart(packet);
  const type = (packet[payload] ?? 0) & 0x1f;
  if (type === IDR || type === SPS) return true;
  if (type === FU_A) {
    const header = packet[payload + 1] ?? 0;
    return (header & 0x80) !== 0 && (header & 0x1f) === IDR;
  }
  if (type !== STAP_A) return false;
  for (let at = payload + 1; at + 2 < packet.length; at += 2 + packet.readUInt16BE(at)) {
    const inner = (packet[at + 2] ?? 0) & 0x1f;
    if (inner === IDR || inner === SPS) return true;
  }
  return false;
}

/** Offset of the payload behind the fixed header, the CSRCs and the extension (RFC 3550). */
function payloadStart(packet: Buffer): number {
  const first = packet[0] ?? 0;
  const afterCsrc = 12 + 4 * (first & 0x0f);
  const hasExtension = (first & 0x10) !== 0 && packet.length >= afterCsrc + 4;
  return hasExtension ? afterCsrc + 4 + 4 * packet.readUInt16BE(afterCsrc + 2) : afterCsrc;
}

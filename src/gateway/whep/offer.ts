/** An offer that cannot be answered; its message is for the client. */
export class OfferError extends Error {
  override readonly name = 'OfferError';
}

/** What an answer has to know of an offer. */
export interface Offer {
  readonly videoMid: string;
  readonly videoPayloadType: number;
  /** Every other section, which is answered as inactive. */
  readonly audio: { readonly mid: string; readonly payloadType: number } | undefined;
}

/**
 * Reads a WHEP offer.
 * @throws OfferError when it offers no H.264 video that can be received
 */
export function readOffer(sdp: string): Offer {
  if (!sdp.startsWith('v=0')) throw new OfferError('the body is no SDP');
  const sections = sdp.split(/\r?\nm=/).slice(1);
  const video = sections.find((section) => section.startsWith('video'));
  const videoMid = video && midOf(video);
  if (!video || videoMid === undefined) throw new OfferError('the offer has no video section');
  const direction = directionOf(video) ?? directionOf(sdp.slice(0, sdp.search(/^m=/m)));
  if (direction === 'sendonly' || direction === 'inactive') throw new OfferError(`the offer’s video is ${direction}; a viewer offers to receive: recvonly`);
  const videoPayloadType = h264PayloadType(video);
  if (videoPayloadType === undefined) throw new OfferError('the offer has no H.264, the only codec of this server; a new Firefox has it a minute after its first start (about:addons, Plugins, OpenH264)');
  const audio = sections.find((section) => section.startsWith('audio'));
  const audioMid = audio && midOf(audio);
  const audioPayloadType = Number(/^audio \d+ \S+ (\d+)/.exec(audio ?? '')?.[1]);
  return {
    videoMid,
    videoPayloadType,
    audio: audioMid !== undefined && !Number.isNaN(audioPayloadType) ? { mid: audioMid, payloadType: audioPayloadType } : undefined,
  };
}

function midOf(section: string): string | undefined {
  return /^a=mid:(\S+)/m.exec(section)?.[1];
}

/** Without one, both directions are offered. */
function directionOf(lines: string): string | undefined {
  return /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(lines)?.[1];
}

/** Prefers the constrained baseline profile with packetization mode 1, which every browser decodes. */
function h264PayloadType(section: string): number | undefined {
  const types = [...section.matchAll(/^a=rtpmap:(\d+) H264\/90000/gm)].map((match) => Number(match[1]));
  const format = (type: number): string => new RegExp(`^a=fmtp:${type} (.*)$`, 'm').exec(section)?.[1] ?? '';
  const mode1 = types.filter((type) => format(type).includes('packetization-mode=1'));
  return mode1.find((type) => /profile-level-id=42e0/i.test(format(type))) ?? mode1[0] ?? types[0];
}

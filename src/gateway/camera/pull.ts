import { openRtpSource, type PacketListener, type RtpSource } from '../media/rtp-source.ts';
import { startFfmpeg, type Exit, type FfmpegProcess } from '../process/ffmpeg-process.ts';
import { ownMarker } from '../process/own-marker.ts';
import type { CameraSource } from './camera-source.ts';
import { failure, failureOf, type Failure } from './failure.ts';
import { ffmpegArgs, RTSP_TIMEOUT_MS } from './ffmpeg-args.ts';

/** A stream without a packet for so long has stopped, whatever FFmpeg thinks. */
const SILENT_MS = 5_000;
/** A camera with few key frames takes a while to the first packet. */
const FIRST_PACKET_MS = 20_000;
/** What FFmpeg says when pictures cannot be passed on as they are. */
const NOT_TO_COPY = /not supported by the bitstream filter|Error initializing bitstream filter|dimensions not set/i;
/** No encoder helps where there is nothing to decode with. */
const NO_CODEC = /\(Video: none\b/;

/** Whether an FFmpeg that copies ended for want of an encoder. It says nearly the same of a camera that has sent nothing until the time-out. */
export function isNotToCopy({ errors, waitsSince }: FfmpegProcess): boolean {
  const words = errors().join('\n');
  return NOT_TO_COPY.test(words) && !NO_CODEC.test(words) && Date.now() - waitsSince().getTime() < RTSP_TIMEOUT_MS;
}

/** Why an FFmpeg has ended that is gone now, and that nobody stopped. */
export function endOf(ffmpeg: FfmpegProcess, { code, signal }: Exit, { type }: CameraSource, hadMedia: boolean): Failure {
  return failureOf({
    errors: ffmpeg.errors(),
    exitCode: code,
    signal,
    waitedMs: Date.now() - ffmpeg.waitsSince().getTime(),
    timeoutMs: type === 'rtsp' ? RTSP_TIMEOUT_MS : undefined,
    answered: ffmpeg.hasOpened(),
    hadMedia,
  });
}

/** How a pull ended: stopped by us, or because its pictures have to be encoded anew, or by a failure. */
export type PullEnd = 'stopped' | 'not-to-copy' | Failure;

/** One FFmpeg that pulls a camera, and the socket that it sends to. */
export interface Pull {
  readonly ffmpeg: FfmpegProcess;
  readonly cached: readonly Buffer[];
  readonly hasMedia: boolean;
  /** Resolves when the process is gone. */
  readonly ended: Promise<PullEnd>;
  stop(): Promise<unknown>;
}

export interface NewPull {
  readonly name: string;
  readonly source: CameraSource;
  readonly transcode: boolean;
  /** Told once, before the first packet. */
  readonly onMedia: () => void;
  readonly onPacket: PacketListener;
}

/** @throws Error when there is no FFmpeg to run */
export async function startPull({ name, source, transcode, onMedia, onPacket }: NewPull): Promise<Pull> {
  const rtp: RtpSource = await openRtpSource();
  const ffmpeg = await startFfmpeg(ffmpegArgs(name, source, rtp.port, transcode), ownMarker(name)).catch((error: unknown) => {
    rtp.close();
    throw error;
  });
  const copies = source.type === 'rtsp' && !transcode;
  let hasMedia = false;
  let heardAt = Date.now();
  /** Why we ended it, when we did. */
  let reason: PullEnd | undefined;
  const endFor = (why: PullEnd): Promise<unknown> => {
    reason ??= why;
    return ffmpeg.stop();
  };
  const watchdog = setInterval(() => {
    if (Date.now() - heardAt > (hasMedia ? SILENT_MS : FIRST_PACKET_MS)) void endFor(failure(hasMedia ? 'dropped' : 'no-media'));
  }, 1_000);
  rtp.listen((packet) => {
    if (reason !== undefined) return;
    heardAt = Date.now();
    // Pictures that refer to later ones come in another order than they are shown; browsers do not take that.
    if (copies && rtp.isReordered) return void endFor('not-to-copy');
    if (!hasMedia) {
      hasMedia = true;
      onMedia();
    }
    onPacket(packet);
  });
  const ended = ffmpeg.exited.then((exit): PullEnd => {
    clearInterval(watchdog);
    rtp.close();
    if (reason !== undefined) return reason;
    if (copies && !hasMedia && isNotToCopy(ffmpeg)) return 'not-to-copy';
    return endOf(ffmpeg, exit, source, hasMedia);
  });
  return {
    ffmpeg,
    get cached() {
      return rtp.cached;
    },
    get hasMedia() {
      return hasMedia;
    },
    ended,
    stop: () => endFor('stopped'),
  };
}

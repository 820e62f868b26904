import { existsSync } from 'node:fs';
import type { CameraSource } from './camera-source.ts';

const FONTS = [
  '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf',
  '/usr/share/fonts/dejavu/DejaVuSansMono.ttf',
  '/usr/share/fonts/TTF/DejaVuSansMono.ttf',
  '/System/Library/Fonts/Menlo.ttc',
  'C:/Windows/Fonts/consola.ttf',
];
const FONT = FONTS.find((path) => existsSync(path));
const FPS = 15;
const SIZE = '640x360';

/** Test pictures that cannot be taken for one another. */
const PICTURES = [`testsrc2=size=${SIZE}:rate=${FPS}`, `smptehdbars=size=${SIZE}:rate=${FPS}`, `testsrc=size=${SIZE}:rate=${FPS}`, `cellauto=size=${SIZE}:rate=${FPS}:rule=110`];

/** How long FFmpeg waits for a camera's answer. */
export const RTSP_TIMEOUT_MS = 4_000;

const COMMON = ['-hide_banner', '-nostdin', '-loglevel', 'level+verbose', '-progress', 'pipe:1', '-stats_period', '1'];
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'];
const ENCODE_DEMO = [...X264, '-g', String(FPS), '-keyint_min', String(FPS), '-sc_threshold', '0', '-b:v', '800k', '-maxrate', '800k', '-bufsize', '800k', '-threads', '1'];
const ENCODE = [...X264, '-force_key_frames', 'expr:gte(t,n_forced*1)', '-crf', '24', '-maxrate', '4M', '-bufsize', '4M'];
/** The parameter sets ahead of each key frame, for viewers that join later. The first filter takes nothing but H.264: FFmpeg then ends at once. */
const COPY = ['-c:v', 'copy', '-bsf:v', 'h264_mp4toannexb,dump_extra=freq=keyframe'];
/** Containers of video. Lists that name other files, and FFmpeg's pattern of many pictures, are not among them. */
const CONTAINERS = 'mov,mp4,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,ivf,h264,hevc,m4v,mjpeg';
/** The camera's description says what it sends: looking at the pictures first would cost seconds. */
const PROBE_LITTLE = ['-probesize', '32', '-analyzeduration', '0'];
const PROBE_SOME = ['-probesize', '1000000', '-analyzeduration', '1500000'];

/**
 * FFmpeg's arguments for a camera: H.264 as RTP to a port on this machine.
 * @param name a camera's name as `checkName` takes it: it goes into a filter
 * @param transcode for a camera whose pictures browsers do not take as they are; files are always encoded, for FFmpeg cannot copy in a loop
 */
export function ffmpegArgs(name: string, source: CameraSource, port: number, transcode: boolean): string[] {
  return [...sourceArgs(name, source, transcode), '-f', 'rtp', '-payload_type', '96', `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=1200`];
}

/** The same without the output: what is read, and how it is encoded. */
export function sourceArgs(name: string, source: CameraSource, transcode: boolean): string[] {
  const codec = source.type === 'demo' ? ENCODE_DEMO : source.type === 'file' || transcode ? ENCODE : COPY;
  return [...COMMON, ...inputOf(name, source, transcode), '-map', '0:v:0', '-an', ...codec];
}

function inputOf(name: string, source: CameraSource, transcode: boolean): string[] {
  if (source.type === 'file') {
    return ['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-re', '-stream_loop', '-1', '-i', `file:${source.path}`];
  }
  if (source.type === 'rtsp') {
    const protocols = /^rtsps:/i.test(source.url) ? 'tls,tcp' : 'tcp';
    return [
      ...['-protocol_whitelist', protocols, '-f', 'rtsp', '-rtsp_transport', 'tcp', '-timeout', String(RTSP_TIMEOUT_MS * 1_000)],
      ...['-fflags', 'nobuffer', '-flags', 'low_delay', ...(transcode ? PROBE_SOME : PROBE_LITTLE), '-i', source.url],
    ];
  }
  const picture = PICTURES[[...name].reduce((sum, c) => sum + c.charCodeAt(0), 3) % PICTURES.length] as string;
  const font = FONT ? `fontfile='${FONT.replace(':', '\\:')}':` : '';
  const text = `drawtext=${font}text='${name}  %{localtime\\:%T}':fontsize=32:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=8:x=16:y=h-th-24`;
  return ['-re', '-f', 'lavfi', '-i', picture, '-vf', text];
}

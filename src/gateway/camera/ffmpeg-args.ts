import { existsSync } from 'node:fs';

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
const PICTURES = [`testsrc2=size=${SIZE}:rate=${FPS}`, `smptehdbars=size=${SIZE}:rate=${FPS}`, `testsrc=size=${SIZE}:rate=${FPS}`, `mandelbrot=size=${SIZE}:rate=${FPS}`];

/**
 * FFmpeg's arguments for a demo camera: a test picture with the camera's name and a running clock, H.264 with a key frame each second, as
 * RTP to a port on this machine.
 * @param name a camera's name, made of letters, digits, `-` and `_` only: it goes into a filter
 */
export function demoArgs(name: string, port: number): string[] {
  const picture = PICTURES[[...name].reduce((sum, c) => sum + c.charCodeAt(0), 3) % PICTURES.length] as string;
  const font = FONT ? `fontfile='${FONT.replace(':', '\\:')}':` : '';
  const text = `drawtext=${font}text='${name}  %{localtime\\:%T}':fontsize=32:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=8:x=16:y=h-th-24`;
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'level+warning', '-progress', 'pipe:1', '-stats_period', '1'],
    ...['-re', '-f', 'lavfi', '-i', picture, '-vf', text, '-map', '0:v:0', '-an'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'],
    ...['-g', String(FPS), '-keyint_min', String(FPS), '-sc_threshold', '0', '-b:v', '800k', '-maxrate', '800k', '-bufsize', '800k', '-threads', '1'],
    ...['-f', 'rtp', '-payload_type', '96', `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=1200`],
  ];
}

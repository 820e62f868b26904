import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { dyingWithParent, killWhenParentDies } from '../../src/gateway/process/die-with-parent.ts';

/**
 * A camera for tests: RTSP 1.0 with the media interleaved in the TCP connection, its picture made by FFmpeg. What it does wrong is chosen by
 * the path: `/cam` plays, `/auth` wants admin:secret, `/hang` never answers, `/stall` plays nothing, `/drop` ends after some seconds, `/freeze` then sends no more,
 * `/audio` has no picture, `/foo` sends a codec that there is not, `/http` speaks another protocol, `/close-play` ends the connection at this request (or
 * another), `/reset-play` without a goodbye, `/454-play` answers it with this error, any other path is not found.
 */
export interface RtspCamera {
  readonly host: string;
  /** Clients that are being sent pictures. */
  readonly playing: () => number;
  close(): Promise<void>;
}

const AUTH = `Basic ${Buffer.from('admin:secret').toString('base64')}`;
/** H.264 as browsers take it, H.264 with pictures that refer to later ones, and another codec. */
export type RtspCodec = 'h264' | 'reordered' | 'mpeg4';

const ERRORS: Readonly<Record<string, string>> = { 400: 'Bad Request', 453: 'Not Enough Bandwidth', 454: 'Session Not Found', 503: 'Service Unavailable' };
const SOUND = 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=sound\r\nt=0 0\r\nm=audio 0 RTP/AVP 8\r\na=control:track1\r\n';

/** Longer than the time between two key frames, so that every client sees something first. */
const DROP_MS = 2_500;

export async function startRtspCamera(codec: RtspCodec = 'h264', port = 0): Promise<RtspCamera> {
  const playing = new Set<Socket>();
  const sockets = new Set<Socket>();
  let closing: Promise<void> | undefined;
  const picture = await startPicture(codec, (packet) => {
    const header = Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff]);
    for (const socket of playing) if (socket.writable) socket.write(Buffer.concat([header, packet]));
  });
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      playing.delete(socket);
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const request = text.slice(Math.max(0, text.search(/[A-Z_]+ rtsp:/)), end);
        text = text.slice(end + 4);
        answer(socket, request, picture.sdp, playing);
      }
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    playing: () => playing.size,
    close() {
      closing ??= (async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await picture.stop();
      })();
      return closing;
    },
  };
}

function answer(socket: Socket, request: string, sdp: string, playing: Set<Socket>): void {
  const [, method = '', url = ''] = /^(\w+) (\S+)/.exec(request) ?? [];
  const path = /^rtsps?:\/\/[^/]+(\/[\w-]*)/.exec(url)?.[1] ?? '/';
  const sequence = /^CSeq: *(\d+)/im.exec(request)?.[1] ?? '0';
  const reply = (status: string, headers: readonly string[] = [], body = ''): void => {
    socket.write([`RTSP/1.0 ${status}`, `CSeq: ${sequence}`, ...headers, ...(body ? [`Content-Length: ${body.length}`] : []), '', body].join('\r\n'));
  };
  const [, fault = '', at] = /^\/(close|reset|\d{3})-([a-z]+)$/.exec(path) ?? [];
  if (path === '/hang') return;
  if (path === '/http') return void socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  if (at === method.toLowerCase()) {
    if (fault === 'close') return void socket.destroy();
    if (fault === 'reset') return void socket.resetAndDestroy();
    return reply(`${fault} ${ERRORS[fault] ?? ''}`);
  }
  if (method === 'OPTIONS') return reply('200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN']);
  if (at === undefined && !['/cam', '/auth', '/stall', '/drop', '/freeze', '/audio', '/foo'].includes(path)) return reply('404 Not Found');
  if (path === '/auth' && !request.includes(AUTH)) return reply('401 Unauthorized', ['WWW-Authenticate: Basic realm="camera"']);
  if (method === 'DESCRIBE') return reply('200 OK', ['Content-Type: application/sdp', `Content-Base: ${url}/`], path === '/audio' ? SOUND : path === '/foo' ? sdp.replace('H264', 'FOO') : sdp);
  if (method === 'SETUP') {
    if (!request.includes('interleaved')) return reply('461 Unsupported Transport');
    return reply('200 OK', ['Transport: RTP/AVP/TCP;unicast;interleaved=0-1', 'Session: 1234;timeout=60']);
  }
  if (method !== 'PLAY') return reply('200 OK');
  reply('200 OK', ['Session: 1234', 'Range: npt=0-']);
  if (path === '/audio') return sendSound(socket);
  if (path !== '/stall') playing.add(socket);
  if (path === '/drop') setTimeout(() => socket.destroy(), DROP_MS);
  if (path === '/freeze') setTimeout(() => playing.delete(socket), DROP_MS);
}

/** Silence in G.711, 20 ms a packet. */
function sendSound(socket: Socket): void {
  const packet = Buffer.alloc(4 + 12 + 160, 0xd5);
  Buffer.from([0x24, 0, 0, 12 + 160, 0x80, 8]).copy(packet);
  packet.writeUInt32BE(7, 12);
  let count = 0;
  const timer = setInterval(() => {
    packet.writeUInt16BE(count & 0xffff, 6);
    packet.writeUInt32BE(count * 160, 8);
    socket.write(Buffer.from(packet));
    count += 1;
  }, 20);
  socket.on('close', () => clearInterval(timer));
}

const ENCODERS: Readonly<Record<RtspCodec, readonly string[]>> = {
  h264: ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline'],
  reordered: ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2', '-b_strategy', '0', '-rc-lookahead', '0'],
  mpeg4: ['-c:v', 'mpeg4'],
};

interface Picture {
  readonly sdp: string;
  stop(): Promise<void>;
}

async function startPicture(codec: RtspCodec, onPacket: (packet: Buffer) => void): Promise<Picture> {
  const udp = createSocket('udp4');
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  udp.on('message', (packet) => {
    const type = packet[1] ?? 0;
    if (type < 192 || type > 223) onPacket(packet);
  });
  const { port } = udp.address();
  const encoder = ENCODERS[codec];
  const args = [
    ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=10', '-pix_fmt', 'yuv420p'],
    ...[...encoder, '-g', '10', '-flags', '+global_header', '-bsf:v', 'dump_extra=freq=keyframe', '-f', 'rtp', '-payload_type', '96'],
    `rtp://127.0.0.1:${port}?rtcpport=${port}&pkt_size=1200`,
  ];
  // A test run that is killed has no chance to stop it.
  const [command, ...rest] = dyingWithParent('ffmpeg', args);
  const child: ChildProcess = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  if (child.pid !== undefined) killWhenParentDies(child.pid, exited);
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  while (!/a=fmtp:96 .*\r?\n/.test(text)) await once(child.stdout ?? child, 'data');
  const sdp = text.replace(/^SDP:\s*/, '').replace(/m=video \d+/, 'm=video 0').trim().split(/\r?\n/);
  return {
    sdp: `${[...sdp, 'a=control:track1'].join('\r\n')}\r\n`,
    async stop() {
      child.kill('SIGKILL');
      await exited;
      udp.close();
    },
  };
}

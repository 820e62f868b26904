import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { bundleApp } from './cases/bundle-app.ts';
import { Cameras } from './cases/cameras.ts';
import { HlsRecording } from './cases/hls.ts';
import { serveJanus } from './cases/janus-server.ts';
import { servePeerJs } from './cases/peerjs-server.ts';
import { serveSip } from './cases/sip-server.ts';
import { answerTalks, serveTalk } from './cases/talk.ts';

const PAGES = join(import.meta.dirname, '../pages');
const PACKAGES = join(import.meta.dirname, '../../node_modules');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.jsx': 'text/javascript',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.m4s': 'video/iso.segment',
};

export interface CaseServer {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the test pages, the packages that they load (programs with imports are bundled), a recording over HLS, the signalling of some client
 * libraries, and cameras: over WHEP and WHIP, or over an API of JSON that knows no sessions (`/api/webrtc`). Cameras whose name begins with
 * `missing` are refused, `slow` ones answer after a second, and `locked` ones refuse the DELETE. Below `/proxy` it is as behind a proxy that
 * does not mend `Location`.
 */
export async function serveCases(): Promise<CaseServer> {
  const cameras = new Cameras();
  const recording = new HlsRecording();
  const sessions = new Map<string, string>();

  const whep = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const body = await textOf(request);
    const [, session] = /^\/(?:proxy\/)?whep\/session\/([\w-]+)$/.exec(path) ?? [];
    if (session !== undefined) {
      const name = sessions.get(session);
      if (name === undefined || path.startsWith('/proxy') !== name.startsWith('proxied')) return void response.writeHead(404).end();
      if (name.startsWith('locked')) return void response.writeHead(405).end();
      if (request.method === 'DELETE') {
        sessions.delete(session);
        cameras.stop(session);
      }
      return void response.writeHead(request.method === 'DELETE' ? 200 : 204).end();
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (request.method !== 'POST' || name.startsWith('missing')) return void response.writeHead(404).end();
    if (name.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { id, sdp } = await cameras.answer(body);
    sessions.set(id, path.startsWith('/proxy') ? `proxied-${name}` : name);
    response.writeHead(201, { 'content-type': 'application/sdp', location: `/whep/session/${id}`, id: randomUUID() }).end(sdp);
  };

  const file = async (response: ServerResponse, path: string): Promise<void> => {
    const [root, name] = path.startsWith('/packages/')
      ? [PACKAGES, path.slice('/packages'.length)]
      : path.startsWith('/hls/')
        ? [await recording.folder(), path.slice('/hls'.length)]
        : [PAGES, path.endsWith('/') ? `${path}index.html` : path];
    const at = join(root, normalize(name));
    const body = extname(name) === '.jsx' ? await bundleApp(at) : await readFile(at);
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/api/webrtc') {
      const { sdp } = await cameras.answer((JSON.parse(await textOf(request)) as { sdp: string }).sdp);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ type: 'answer', sdp }));
    } else if (pathname === '/peerjs/id') response.end(randomUUID());
    else if (/^\/(?:proxy\/)?whep\//.test(pathname)) await whep(request, response, pathname);
    else await file(response, pathname);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 404 : 500);
      response.end(String(error));
    });
  });

  const talk = (socket: WebSocket, request: IncomingMessage): void => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/camera/offers') cameras.opened(socket);
    else if (url.pathname === '/camera/talks') answerTalks(socket);
    else if (url.pathname.startsWith('/talk/')) serveTalk(socket, url);
    else if (url.pathname.startsWith('/peerjs')) servePeerJs(socket, url);
    else if (url.pathname === '/sip') serveSip(socket, cameras);
    else if (url.pathname === '/janus') serveJanus(socket, cameras);
    // Any other is only there to be connected to.
  };
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await recording.remove();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

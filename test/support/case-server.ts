import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const PAGES = join(import.meta.dirname, '../pages');
const PACKAGES = join(import.meta.dirname, '../../node_modules');
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript' };
const ANSWER_WITHIN_MS = 10_000;

export interface CaseServer {
  readonly origin: string;
  close(): void;
}

/**
 * Serves the test pages, the packages that they load, and cameras over WHEP: offers are handed to `camera.html`, an open page that answers
 * them. Cameras whose name begins with `missing` are refused, `slow` ones answer after a second, and `locked` ones refuse the DELETE. Below
 * `/proxy` it is as behind a proxy that does not mend `Location`.
 */
export async function serveCases(): Promise<CaseServer> {
  const waiting = new Map<string, (sdp: string) => void>();
  const sessions = new Map<string, string>();
  let camera: ServerResponse | undefined;

  const offer = async (name: string, sdp: string): Promise<{ id: string; answer: string }> => {
    const id = randomUUID();
    const answer = new Promise<string>((resolve, reject) => {
      waiting.set(id, resolve);
      setTimeout(() => reject(new Error('no camera page answers')), ANSWER_WITHIN_MS).unref();
    });
    if (name.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 1_000));
    camera?.write(`data: ${JSON.stringify({ id, sdp })}\n\n`);
    sessions.set(id, name);
    return { id, answer: await answer };
  };

  const whep = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const body = await textOf(request);
    const [, session] = /^\/(?:proxy\/)?whep\/session\/([\w-]+)$/.exec(path) ?? [];
    if (session !== undefined) {
      const name = sessions.get(session);
      if (name === undefined || path.startsWith('/proxy') !== name.startsWith('proxied')) return void response.writeHead(404).end();
      if (name.startsWith('locked')) return void response.writeHead(405).end();
      if (request.method === 'DELETE') {
        sessions.delete(session);
        camera?.write(`data: ${JSON.stringify({ id: session })}\n\n`);
      }
      return void response.writeHead(request.method === 'DELETE' ? 200 : 204).end();
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (request.method !== 'POST' || name.startsWith('missing')) return void response.writeHead(404).end();
    const { id, answer } = await offer(path.startsWith('/proxy') ? `proxied-${name}` : name, body);
    response.writeHead(201, { 'content-type': 'application/sdp', location: `/whep/session/${id}`, id: randomUUID() }).end(answer);
  };

  const file = async (response: ServerResponse, path: string): Promise<void> => {
    const [root, name] = path.startsWith('/packages/') ? [PACKAGES, path.slice('/packages'.length)] : [PAGES, path.endsWith('/') ? `${path}index.html` : path];
    const body = await readFile(join(root, normalize(name)));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/camera/offers') {
      camera = response;
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': ready\n\n');
    } else if (pathname.startsWith('/camera/answers/')) {
      waiting.get(pathname.slice('/camera/answers/'.length))?.(await textOf(request));
      response.writeHead(204).end();
    } else if (/^\/(?:proxy\/)?whep\//.test(pathname)) await whep(request, response, pathname);
    else await file(response, pathname);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  // Just enough of a WebSocket server to be connected to.
  server.on('upgrade', (request, socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.on('error', () => undefined);
    socket.on('data', (frame: Buffer) => {
      const CLOSE = 8;
      if (((frame[0] ?? 0) & 15) === CLOSE) socket.end(Buffer.from([0x88, 0]));
    });
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

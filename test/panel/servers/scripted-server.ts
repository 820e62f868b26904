import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = unknown | ((request: IncomingMessage, response: ServerResponse) => void);

export interface ScriptedServer {
  readonly origin: string;
  /** What it answers by path; change it at any time. */
  answers: Record<string, Answer>;
  /** `METHOD path?query` of every request so far. */
  readonly asked: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Requests that are being answered now, and the most there were at once. */
  readonly open: { now: number; most: number };
  close(): Promise<void>;
}

/** A real HTTP server on a free loopback port: JSON by path, 404 for the rest; a function answers by itself. */
export async function scriptServer(answers: Record<string, Answer>, port = 0): Promise<ScriptedServer> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const open = { now: 0, most: 0 };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    response.on('close', () => (open.now -= 1));
    const answer = made.answers[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (typeof answer === 'function') return void (answer as (request: IncomingMessage, response: ServerResponse) => void)(request, response);
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '{"status":"error","error":"404 page not found"}' : typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const made: ScriptedServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    asked,
    headers,
    open,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return made;
}

/** Answers with a status and MediaMTX's shape of an error. */
export const refusal =
  (status: number, error: string) =>
  (_: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'error', error }));
  };

import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';

const callers = new Map<string, WebSocket>();
let answerer: WebSocket | undefined;

/** The camera page, which answers whoever talks. */
export function answerTalks(socket: WebSocket): void {
  answerer = socket;
  socket.on('message', (data) => {
    const { caller, message } = JSON.parse(String(data)) as { caller: string; message: object };
    callers.get(caller)?.send(JSON.stringify(message));
  });
}

/** A page's own signalling: descriptions and candidates as JSON, passed on to the camera page and back. */
export function serveTalk(socket: WebSocket, url: URL): void {
  const caller = randomUUID();
  const room = url.pathname.slice('/talk/'.length);
  callers.set(caller, socket);
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data));
    if (room !== 'nobody') answerer?.send(JSON.stringify({ caller, room, message }));
  });
  socket.on('close', () => callers.delete(caller));
}

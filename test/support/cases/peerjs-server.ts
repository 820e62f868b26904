import type { WebSocket } from 'ws';

const peers = new Map<string, WebSocket>();

/** The signalling of PeerJS (https://github.com/peers/peerjs-server): each client has an id, and what it sends to another id is passed on. */
export function servePeerJs(socket: WebSocket, url: URL): void {
  const id = url.searchParams.get('id') ?? '';
  if (peers.has(id)) return void socket.send(JSON.stringify({ type: 'ID-TAKEN', payload: { msg: 'ID is taken' } }));
  peers.set(id, socket);
  socket.send(JSON.stringify({ type: 'OPEN' }));
  socket.on('close', () => peers.delete(id));
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { type: string; dst?: string };
    if (message.type === 'HEARTBEAT' || message.dst === undefined) return;
    const to = peers.get(message.dst);
    if (to) to.send(JSON.stringify({ ...message, src: id }));
    else if (message.type !== 'LEAVE' && message.type !== 'EXPIRE') socket.send(JSON.stringify({ type: 'EXPIRE', src: message.dst, dst: id }));
  });
}

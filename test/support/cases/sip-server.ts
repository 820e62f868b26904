import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Cameras } from './cameras.ts';

interface SipRequest {
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A registrar and the party called in one (RFC 3261 over RFC 7118): it takes every registration, and a camera answers every call until BYE. */
export function serveSip(socket: WebSocket, cameras: Cameras): void {
  const calls = new Map<string, string>();
  const handle = async (request: SipRequest): Promise<void> => {
    const call = valueOf(request, 'Call-ID');
    if (request.method === 'ACK') return;
    if (request.method === 'INVITE') {
      socket.send(response(request, '100 Trying', ''));
      const { id, sdp } = await cameras.answer(request.body);
      calls.set(call, id);
      socket.send(response(request, '200 OK', sdp));
      return;
    }
    if (request.method === 'BYE') cameras.stop(calls.get(call) ?? '');
    socket.send(response(request, '200 OK', ''));
  };
  socket.on('message', (data) => {
    const text = String(data);
    if (text.trim() !== '' && !text.startsWith('SIP/')) void handle(parse(text)).catch(() => socket.close());
  });
}

function parse(text: string): SipRequest {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
  return { method: first.slice(0, first.indexOf(' ')), headers, body: text.slice(end + 4) };
}

function valueOf({ headers }: SipRequest, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? '';
}

const tag = randomUUID();

function response(request: SipRequest, status: string, body: string): string {
  const to = valueOf(request, 'To');
  const lines = [
    `SIP/2.0 ${status}`,
    ...request.headers.filter(([name]) => name === 'Via').map(([name, value]) => `${name}: ${value}`),
    `From: ${valueOf(request, 'From')}`,
    `To: ${to.includes('tag=') ? to : `${to};tag=${tag}`}`,
    `Call-ID: ${valueOf(request, 'Call-ID')}`,
    `CSeq: ${valueOf(request, 'CSeq')}`,
    // A registration comes back as it was asked for, a call with where to reach the party called.
    `Contact: ${request.method === 'REGISTER' ? valueOf(request, 'Contact') : '<sip:door@cameras.invalid;transport=ws>'};expires=600`,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

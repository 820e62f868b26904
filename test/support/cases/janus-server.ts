import { randomInt } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Cameras } from './cameras.ts';

interface JanusMessage {
  readonly janus: string;
  readonly transaction: string;
  readonly session_id?: number;
  readonly handle_id?: number;
  readonly body?: { readonly request?: string };
  readonly jsep?: { readonly type: string; readonly sdp: string };
}

/** The Janus API over WebSocket (https://janus.conf.meetecho.com/docs/rest.html), with as much of the streaming and echo plugins as a client needs. */
export function serveJanus(socket: WebSocket, cameras: Cameras): void {
  const ends = new Map<number, string>();
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const event = ({ session_id, handle_id, transaction }: JanusMessage, data: object, jsep?: object): void =>
    send({ janus: 'event', session_id, sender: handle_id, transaction, plugindata: { plugin: 'janus.plugin.streaming', data }, ...(jsep ? { jsep } : {}) });

  const take = async (message: JanusMessage): Promise<void> => {
    const { janus, transaction, session_id, handle_id = 0, jsep } = message;
    if (janus === 'create' || janus === 'attach') return send({ janus: 'success', transaction, session_id, data: { id: randomInt(1e9) } });
    if (janus === 'detach' || janus === 'hangup') {
      cameras.stop(ends.get(handle_id) ?? '');
      return send({ janus: 'success', transaction, session_id });
    }
    send({ janus: janus === 'destroy' ? 'success' : 'ack', transaction, session_id });
    if (janus !== 'message') return;
    if (message.body?.request === 'watch') {
      const { id, sdp } = await cameras.offer();
      ends.set(handle_id, id);
      event(message, { streaming: 'event', result: { status: 'preparing' } }, { type: 'offer', sdp });
    } else if (jsep?.type === 'answer') cameras.accept(ends.get(handle_id) ?? '', jsep.sdp);
    else if (jsep?.type === 'offer') {
      const { id, sdp } = await cameras.answer(jsep.sdp);
      ends.set(handle_id, id);
      event(message, { echotest: 'event', result: 'ok' }, { type: 'answer', sdp });
      send({ janus: 'webrtcup', session_id, sender: handle_id });
    } else event(message, { streaming: 'event', result: { status: 'stopped' } });
  };
  socket.on('message', (data) => void take(JSON.parse(String(data)) as JanusMessage).catch(() => socket.close()));
}

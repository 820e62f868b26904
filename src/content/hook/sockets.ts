import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';

export interface Sockets extends Part {
  close(socket: object): void;
}

/** WebSockets of a document that has had to do with WebRTC before: what signalling opens for each change of camera. */
export function trackSockets({ realm, natives, patch, objects, log }: Context): Sockets {
  const prototype = realm.WebSocket?.prototype as object | undefined;
  const readyState = natives.getter<number>(prototype, 'readyState');
  const url = natives.getter<string>(prototype, 'url');
  const close = natives.method<void>(prototype, 'close');
  const refreshOne = (tracked: Tracked<'socket'>, socket: object): void => {
    const state = readyState(socket) ?? 3;
    objects.change(tracked, { readyState: state });
    if (state === 3) objects.end(tracked, 'page');
  };
  patch.construct(realm, ['WebSocket'], (socket) => {
    if (log.n() === 0) return;
    const address = (url(socket) ?? '').replace(/[?#].*$/, '').replace(/^(\w+:\/\/)[^/@]*@/, '$1').slice(0, 300);
    objects.add('socket', socket, { url: address, readyState: readyState(socket) ?? 0 }, true);
  });
  patch.method(prototype, 'close', (socket) => {
    const tracked = objects.of(socket);
    if (tracked) objects.end(tracked, 'page');
  });
  return {
    refresh: () => objects.forEach('socket', refreshOne),
    close: (socket) => void close(socket),
  };
}

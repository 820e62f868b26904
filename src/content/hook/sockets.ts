import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';

export interface Sockets extends Part {
  /** The document has to do with WebRTC: its early sockets are of interest too. */
  adopt(): void;
  close(socket: object): void;
}

/** Sockets of a page that may never have to do with WebRTC are only kept in mind, and not for ever. */
const MAX_EARLY = 20;

/** WebSockets of a document that has to do with WebRTC: what signalling opens for each change of camera. The first one is opened before there is a connection. */
export function trackSockets({ realm, natives, patch, objects, log }: Context): Sockets {
  const prototype = realm.WebSocket?.prototype as object | undefined;
  const readyState = natives.getter<number>(prototype, 'readyState');
  const url = natives.getter<string>(prototype, 'url');
  const close = natives.method<void>(prototype, 'close');
  const early: { readonly socket: WeakRef<object>; readonly stack: string }[] = [];
  const refreshOne = (tracked: Tracked<'socket'>, socket: object): void => {
    const state = readyState(socket) ?? 3;
    objects.change(tracked, { readyState: state });
    if (state === 3) objects.end(tracked, 'page');
  };
  patch.construct(realm, ['WebSocket'], (socket) => {
    const stack = objects.stack();
    if (log.n() > 0) add(socket, stack);
    else if (early.length < MAX_EARLY) early[early.length] = { socket: natives.newWeakRef(socket), stack };
  });
  const add = (socket: object, stack: string): void => {
    const address = (url(socket) ?? '').replace(/[?#].*$/, '').replace(/^(\w+:\/\/)[^/@]*@/, '$1').slice(0, 300);
    objects.add('socket', socket, { url: address, readyState: readyState(socket) ?? 0 }, stack);
  };
  patch.method(prototype, 'close', (socket) => {
    const tracked = objects.of(socket);
    if (tracked) objects.end(tracked, 'page');
  });
  return {
    adopt() {
      for (let i = 0; i < early.length; i += 1) {
        const { socket, stack } = early[i] as (typeof early)[number];
        const object = natives.deref(socket);
        if (object) add(object, stack);
      }
      early.length = 0;
    },
    refresh: () => objects.forEach('socket', refreshOne),
    close: (socket) => void close(socket),
  };
}

import { interfaceOf } from './interfaces.ts';
import { newest } from './log.ts';
import { newMap, newWeakRef } from './natives.ts';
import { lookAgain, see, watch } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { readStack } from './stack.ts';
import { shorten, withoutSecrets } from './text.ts';

/** Sockets of a page that may never have to do with WebRTC are only kept in mind, and not for ever. */
const MAX_EARLY = 20;

export const socketOf = interfaceOf('WebSocket');
/** Sockets made before there was a connection, and their stacks: signalling opens the first one then. */
const early = newMap<WeakRef<object>, string>();

watch('socket', 'k', socketOf, 'readyState', (state) => state > 1);

const seeSocket = (socket: object, stack: string): void =>
  void see('socket', socket, { url: shorten(withoutSecrets(socketOf(socket, 'url')), 300) }, stack);

patchConstructor('WebSocket', (socket) => {
  const stack = readStack();
  if (newest) seeSocket(socket, stack);
  else if (early.size < MAX_EARLY) early.set(newWeakRef(socket), stack);
});
patch(socketOf, 'close', lookAgain);

/** The document has to do with WebRTC: its early sockets are of interest, too. */
export const adoptSockets = (): void =>
  early.forEach((stack, ref) => {
    const socket = ref.deref();
    early.delete(ref);
    if (socket) seeSocket(socket, stack);
  });

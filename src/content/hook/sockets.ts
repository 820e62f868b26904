import { take } from './interfaces.ts';
import { newest } from './log.ts';
import { newMap, newWeakRef } from './natives.ts';
import { lookAgain, see, watch } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { readStack } from './stack.ts';
import { shorten, withoutSecrets } from './text.ts';

/** Sockets of a page that may never have to do with WebRTC are only kept in mind, and not for ever. */
const MAX_EARLY = 20;

const SOCKET = 'WebSocket';
export const [closeSocket, urlOf] = take(SOCKET, 'close url');
/** Sockets made before there was a connection, and their stacks: signalling opens the first one then. */
const early = newMap<WeakRef<object>, string>();

watch('socket', 'k', SOCKET, 'readyState', (state) => state > 1);

const seeSocket = (socket: object, stack: string) => see('socket', socket, { url: shorten(withoutSecrets(urlOf(socket)), 300) }, stack);

patchConstructor(SOCKET, (socket) => {
  const stack = readStack();
  if (newest) seeSocket(socket, stack);
  else if (early.size < MAX_EARLY) early.set(newWeakRef(socket), stack);
});
patch(SOCKET, 'close', lookAgain);

/** The document has to do with WebRTC: its early sockets are of interest, too. */
export const adoptSockets = (): void =>
  early.forEach((stack, ref) => {
    const socket = ref.deref();
    early.delete(ref);
    if (socket) seeSocket(socket, stack);
  });

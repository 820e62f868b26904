import { seeHolder, watchHolders } from './holders.ts';
import { take } from './interfaces.ts';
import { document, newWeakRef, own } from './natives.ts';
import { end, trackedOf } from './objects.ts';
import { patch } from './patch.ts';
import { shorten } from './text.ts';

const [isAborted] = take('AbortSignal', 'aborted');

watchHolders('listener', (tracked) => {
  const signal = tracked.signal?.deref();
  if (signal && isAborted(signal)) end(tracked, 'page');
});

/** The window is meant, too, when the method is called by its bare name. */
const nameOf = (target: unknown): string => (target === document ? 'document' : target === globalThis || target === undefined ? 'window' : '');

/**
 * From here on listeners on the document and the window are noted: they outlive every player, and keep what they refer to. A page that does
 * nothing with WebRTC is left as it is.
 */
export function watchListeners(): void {
  patch('EventTarget', 'addEventListener', (target, args) => {
    const name = nameOf(target);
    const listener = args[1] as object | null | undefined;
    if (!name || !listener || typeof args[0] !== 'string' || own(args[2], 'once')) return;
    const tracked = seeHolder('listener', listener, undefined, shorten(`${name} ${args[0]}`, 80));
    const signal = own(args[2], 'signal');
    if (signal) tracked.signal = newWeakRef(signal);
  });
  patch('EventTarget', 'removeEventListener', (target, args) => {
    const tracked = nameOf(target) && trackedOf(args[1] as object);
    if (tracked) end(tracked, 'page');
  });
}

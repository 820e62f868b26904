import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';

export interface Listeners extends Part {
  /** From here on listeners are noted; a page that does nothing with WebRTC is left as it is. */
  start(): void;
}

/** Listeners on the document and the window: they outlive every player, and keep what they refer to. */
export function trackListeners({ realm, natives, patch, objects }: Context): Listeners {
  const target = realm.EventTarget.prototype;
  const aborted = natives.getter<boolean>(realm.AbortSignal.prototype, 'aborted');
  const signals = natives.newWeakMap() as WeakMap<object, WeakRef<object>>;
  let started = false;
  /** The window is meant, too, when the method is called by its bare name. */
  const nameOf = (self: unknown): string => (self === realm.document ? 'document' : self === realm || self === undefined ? 'window' : '');
  const option = (options: unknown, name: string): unknown =>
    typeof options === 'object' && options !== null ? natives.getDescriptor(options, name)?.value : undefined;
  const added = (self: unknown, args: ArrayLike<unknown>): void => {
    const name = nameOf(self);
    const listener = args[1];
    if (!name || !listener || option(args[2], 'once') || (typeof listener !== 'function' && typeof listener !== 'object')) return;
    objects.add('holder', listener, { type: 'listener', state: `${name} ${String(args[0])}`.slice(0, 80) }, true);
    const signal = option(args[2], 'signal');
    if (typeof signal === 'object' && signal !== null) natives.weakSet(signals, listener, natives.newWeakRef(signal));
  };
  const removed = (self: unknown, args: ArrayLike<unknown>): void => {
    const tracked = nameOf(self) && objects.of(args[1] as object);
    if (tracked) objects.end(tracked, 'page');
  };
  return {
    start() {
      if (started) return;
      started = true;
      patch.method(target, 'addEventListener', added);
      patch.method(target, 'removeEventListener', removed);
    },
    refresh() {
      objects.forEach('holder', (tracked: Tracked<'holder'>, listener) => {
        const signal = tracked.props.type === 'listener' ? natives.weakGet(signals, listener) : undefined;
        const object = signal && natives.deref(signal);
        if (object && aborted(object)) objects.end(tracked, 'page');
      });
    },
  };
}

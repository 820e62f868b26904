import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';
import { trackReads } from './reads.ts';
import type { Streams } from './streams.ts';

export interface Elements extends Part {
  clear(element: object): void;
}

const MAX_LABEL = 60;

/** Media elements from the moment they are given a stream. */
export function trackElements({ realm, natives, patch, objects }: Context, streams: Streams): Elements {
  const media = realm.HTMLMediaElement?.prototype as object | undefined;
  const srcObject = natives.getter<object | null>(media, 'srcObject');
  const setSrcObject = natives.setter(media, 'srcObject');
  const paused = natives.getter<boolean>(media, 'paused');
  const readyState = natives.getter<number>(media, 'readyState');
  const currentSrc = natives.getter<string>(media, 'currentSrc');
  const currentTime = natives.getter<number>(media, 'currentTime');
  const pause = natives.method<void>(media, 'pause');
  const load = natives.method<void>(media, 'load');
  const muted = natives.getter<boolean>(media, 'muted');
  const isConnected = natives.getter<boolean>(realm.Node.prototype, 'isConnected');
  const ownerDocument = natives.getter<object | null>(realm.Node.prototype, 'ownerDocument');
  const defaultView = natives.getter<object | null>(realm.Document.prototype, 'defaultView');
  const tagName = natives.getter<string>(realm.Element.prototype, 'tagName');
  const id = natives.getter<string>(realm.Element.prototype, 'id');
  const className = natives.getter<string>(realm.Element.prototype, 'className');
  const removeAttribute = natives.method<void>(realm.Element.prototype, 'removeAttribute');
  const clientRects = natives.method<ArrayLike<unknown>>(realm.Element.prototype, 'getClientRects');
  const pictureInPicture = natives.getter<object | null>(realm.Document.prototype, 'pictureInPictureElement');
  const { document } = realm;

  const labelOf = (element: object, tag: string): string => {
    const classes = (className(element) ?? '').trim().replace(/\s+/g, '.');
    return `${tag}${id(element) ? `#${id(element)}` : ''}${classes ? `.${classes}` : ''}`.slice(0, MAX_LABEL);
  };

  const stateOf = (element: object) => {
    const stream = srcObject(element);
    const url = currentSrc(element) ?? '';
    const owner = ownerDocument(element);
    // The document of a closed window or a removed frame is shown nowhere.
    const connected = isConnected(element) === true && Boolean(owner && (owner === document || defaultView(owner)));
    return {
      connected,
      paused: paused(element) === true,
      readyState: readyState(element) ?? 0,
      visible: connected && (clientRects(element)?.length ?? 0) > 0,
      pictureInPicture: pictureInPicture(document) === element,
      source: stream ? ('stream' as const) : url ? ('url' as const) : ('none' as const),
      currentTime: currentTime(element) ?? 0,
      muted: muted(element) === true,
    };
  };

  const reads = trackReads({ realm, natives, patch, objects });
  const see = (element: object): Tracked<'element'> => {
    reads.start();
    const known = objects.of(element) as Tracked<'element'> | undefined;
    if (known) return known;
    const tag = tagName(element) === 'AUDIO' ? ('audio' as const) : ('video' as const);
    const state = stateOf(element);
    return objects.add('element', element, { tag, label: labelOf(element, tag), ...state, wasConnected: state.connected }, true);
  };

  const refreshOne = (tracked: Tracked<'element'>, element: object): void => {
    const state = stateOf(element);
    const { wasConnected, connected } = tracked.props;
    objects.change(tracked, {
      ...state,
      wasConnected: wasConnected || state.connected,
      ...(connected && !state.connected ? { removedAt: natives.now() } : {}),
    });
    const readAt = reads.at(element);
    if (readAt) objects.change(tracked, { readAt });
    const stream = srcObject(element);
    const playing = stream && streams.isStream(stream) ? streams.see(stream, 'unknown') : undefined;
    const before = objects.linked(tracked, 'plays');
    for (let i = before.length - 1; i >= 0; i -= 1) {
      const old = objects.get(before[i] as string);
      if (old && old !== (playing as Tracked | undefined)) objects.unlink(tracked, old, 'plays');
    }
    if (playing) objects.link(tracked, playing, 'plays');
  };

  patch.setter(media, 'srcObject', (element, value) => {
    // An element that never had a stream is of no interest.
    if (value === null && !objects.of(element)) return;
    refreshOne(see(element), element);
  });
  return {
    refresh() {
      objects.forEach('element', refreshOne);
    },
    clear(element) {
      pause(element);
      setSrcObject(element, null);
      removeAttribute(element, 'src');
      load(element);
    },
  };
}

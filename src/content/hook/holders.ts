import type { HolderType } from '../../core/ledger/kinds.ts';
import type { Context, Part } from './context.ts';
import type { Tracked } from './objects.ts';
import type { Streams } from './streams.ts';
import type { Tracks } from './tracks.ts';

export interface Holders extends Part {
  /** Stops a recorder, closes an audio context, disconnects a node. */
  stop(tracked: Tracked<'holder'>, holder: object): void;
}

const MAX_FRAMES = 500;

type Member = 'state' | 'stop' | 'close' | 'disconnect' | 'stream';

/** What keeps a track, a stream or a media player busy without an element: audio graphs, recorders, processors, object URLs. */
export function trackHolders({ realm, natives, patch, objects, log }: Context, tracks: Tracks, streams: Streams): Holders {
  const interfaceOf = (name: string): object | undefined => (natives.getDescriptor(realm, name)?.value as { prototype?: object } | undefined)?.prototype;
  const get = (name: string, member: Member) => natives.getter<unknown>(interfaceOf(name), member);
  const call = (name: string, member: Member) => natives.method<unknown>(interfaceOf(name), member);
  const contextState = get('BaseAudioContext', 'state');
  const recorderState = get('MediaRecorder', 'state');
  const destinationStream = get('MediaStreamAudioDestinationNode', 'stream');
  const closeContext = call('AudioContext', 'close');
  const stopRecorder = call('MediaRecorder', 'stop');
  const disconnect = call('AudioNode', 'disconnect');
  const nodeContext = natives.getter<object>(interfaceOf('AudioNode'), 'context');
  const querySelectorAll = natives.method<ArrayLike<object>>(realm.Document.prototype, 'querySelectorAll');
  const currentSrc = natives.getter<string>(realm.HTMLMediaElement?.prototype as object | undefined, 'currentSrc');
  /** Object URLs of media sources, by URL. */
  const urls: Record<string, Tracked<'holder'>> = { __proto__: null as never };
  const readables = natives.newWeakMap() as WeakMap<object, Tracked<'holder'>>;

  const stateOf = (type: HolderType, holder: object): string =>
    String((type === 'audio-context' ? contextState(holder) : type === 'media-recorder' ? recorderState(holder) : undefined) ?? 'open');
  const see = (type: HolderType, holder: object): Tracked<'holder'> => objects.add('holder', holder, { type, state: stateOf(type, holder) }, true);
  const holdStream = (holder: Tracked, stream: unknown): void => {
    if (streams.isStream(stream)) objects.link(holder, streams.see(stream, 'unknown'), 'holds');
  };
  const refreshOne = (tracked: Tracked<'holder'>, holder: object): void => {
    if (tracked.ended) return;
    const { type } = tracked.props;
    if (type === 'media-source' || type === 'track-processor' || type === 'listener') return;
    const state = stateOf(type, holder);
    objects.change(tracked, { state });
    if (state === 'closed') contextClosed(tracked, 'browser');
  };
  const contextClosed = (context: Tracked, by: 'page' | 'inspector' | 'browser'): void => {
    objects.end(context, by);
    objects.forEach('holder', (node) => {
      const held = objects.linked(node, 'holds');
      for (let i = 0; i < held.length; i += 1) if (held[i] === context.id) objects.end(node, by);
    });
  };
  const onNode = (type: HolderType, node: object, media: (tracked: Tracked<'holder'>) => void): void => {
    const context = nodeContext(node);
    const tracked = see(type, node);
    if (context) objects.link(tracked, see('audio-context', context), 'holds');
    media(tracked);
  };
  const known = (holder: object): Tracked<'holder'> | undefined => {
    const tracked = objects.of(holder);
    return tracked?.kind === 'holder' ? (tracked as unknown as Tracked<'holder'>) : undefined;
  };
  const ended = (holder: object): void => {
    const tracked = known(holder);
    if (tracked) objects.end(tracked, 'page');
  };
  const option = (args: ArrayLike<unknown>, at: number, name: string): unknown => {
    const options = args[at];
    return typeof options === 'object' && options !== null ? natives.getDescriptor(options, name)?.value : undefined;
  };
  const destination = (node: object): void =>
    onNode('audio-destination', node, () => {
      const stream = destinationStream(node);
      if (streams.isStream(stream)) streams.see(stream, 'audio-node');
    });

  const contexts = interfaceOf('AudioContext');
  patch.method(contexts, 'createMediaStreamSource', (_, args, node) => onNode('audio-source', node as object, (n) => holdStream(n, args[0])));
  patch.method(contexts, 'createMediaStreamDestination', (_, __, node) => destination(node as object));
  patch.construct(realm, ['MediaStreamAudioSourceNode'], (node, args) => onNode('audio-source', node, (n) => holdStream(n, option(args, 1, 'mediaStream'))));
  patch.construct(realm, ['MediaStreamAudioDestinationNode'], destination);
  patch.method(contexts, 'close', (context) => {
    const tracked = known(context);
    if (!tracked) return;
    objects.change(tracked, { state: 'closed' });
    contextClosed(tracked, 'page');
  });
  patch.method(interfaceOf('AudioNode'), 'disconnect', (node, args) => {
    if (args.length === 0) ended(node);
  });
  patch.construct(realm, ['MediaRecorder'], (recorder, args) => holdStream(see('media-recorder', recorder), args[0]));
  const recorders = interfaceOf('MediaRecorder');
  for (let i = 0; i < 2; i += 1) {
    patch.method(recorders, i ? 'start' : 'stop', (recorder) => {
      const tracked = known(recorder);
      if (tracked) refreshOne(tracked, recorder);
    });
  }
  patch.construct(realm, ['ImageCapture'], (capture, args) => {
    if (tracks.isTrack(args[0])) objects.link(see('image-capture', capture), tracks.see(args[0], 'unknown'), 'holds');
  });
  patch.construct(realm, ['RTCRtpScriptTransform'], (transform) => void see('transform', transform));
  patch.construct(realm, ['MediaStreamTrackGenerator'], (generator) => void tracks.see(generator, 'generator', true));

  const readable = natives.getter<object>(interfaceOf('MediaStreamTrackProcessor'), 'readable');
  patch.construct(realm, ['MediaStreamTrackProcessor'], (processor, args) => {
    const tracked = see('track-processor', processor);
    const track = option(args, 0, 'track');
    if (tracks.isTrack(track)) objects.link(tracked, tracks.see(track, 'unknown'), 'holds');
    const stream = readable(processor);
    if (stream) natives.weakSet(readables, stream, tracked);
  });
  patch.method(interfaceOf('ReadableStream'), 'getReader', (stream, _, reader) => {
    const processor = natives.weakGet(readables, stream);
    if (processor) natives.weakSet(readables, reader as object, processor);
  });
  /** Frames that were read and are not known to be closed. Writing or posting one closes it, so the frame itself is asked. */
  let frames: { readonly frame: WeakRef<object>; readonly processor: Tracked<'holder'> }[] = [];
  const codedWidth = natives.getter<number>(interfaceOf('VideoFrame'), 'codedWidth');
  const dropClosed = (): void => {
    const open: typeof frames = [];
    for (let i = 0; i < frames.length; i += 1) {
      const entry = frames[i] as (typeof frames)[number];
      const frame = natives.deref(entry.frame);
      if (frame && codedWidth(frame)) open[open.length] = entry;
    }
    frames = open;
  };
  patch.promise(
    interfaceOf('ReadableStreamDefaultReader'),
    'read',
    (reader) => natives.weakGet(readables, reader),
    (result, processor: Tracked<'holder'>) => {
      const frame = (result as { value?: object }).value;
      if (!frame) return;
      if (frames.length > MAX_FRAMES) dropClosed();
      if (frames.length <= MAX_FRAMES) frames[frames.length] = { frame: natives.newWeakRef(frame), processor };
    },
  );
  const countFrames = (): void => {
    dropClosed();
    objects.forEach('holder', (processor: Tracked<'holder'>) => {
      if (processor.props.type !== 'track-processor') return;
      let openFrames = 0;
      for (let i = 0; i < frames.length; i += 1) if (frames[i]?.processor === processor) openFrames += 1;
      objects.change(processor, { openFrames });
    });
  };

  const MediaSourceOf = interfaceOf('MediaSource');
  patch.method(realm.URL, 'createObjectURL', (_, args, url) => {
    const source = args[0] as object;
    // Of interest only beside WebRTC, where it is the fallback.
    if (!MediaSourceOf || log.n() === 0 || natives.getPrototypeOf(source) !== MediaSourceOf) return;
    urls[url as string] = see('media-source', source);
  });
  patch.method(realm.URL, 'revokeObjectURL', (_, args) => {
    const tracked = urls[args[0] as string];
    if (!tracked) return;
    delete urls[args[0] as string];
    objects.end(tracked, 'page');
  });

  return {
    refresh() {
      objects.forEach('holder', refreshOne);
      countFrames();
      const names = natives.keys(urls);
      const players = (names.length && querySelectorAll(realm.document, 'video,audio')) || [];
      for (let i = 0; i < names.length; i += 1) {
        let playing = false;
        for (let j = 0; j < players.length; j += 1) if (currentSrc(players[j] as object) === names[i]) playing = true;
        objects.change(urls[names[i] as string] as Tracked<'holder'>, { state: playing ? 'playing' : 'open' });
      }
    },
    stop(tracked, holder) {
      const { type } = tracked.props;
      if (type === 'audio-context') void closeContext(holder);
      else if (type === 'media-recorder') stopRecorder(holder);
      else if (type === 'audio-source' || type === 'audio-destination') disconnect(holder);
      else throw new Error(`a ${type} can only be ended by the page itself`);
      if (type === 'audio-context') contextClosed(tracked, 'inspector');
      else objects.end(tracked, 'inspector');
    },
  };
}

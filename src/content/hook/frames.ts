import { seeHolder, watchHolders } from './holders.ts';
import { take } from './interfaces.ts';
import { now } from './log.ts';
import { newMap, newWeakMap, newWeakRef, own } from './natives.ts';
import { change, type Tracked } from './objects.ts';
import { patch, patchConstructor, whenFulfilled } from './patch.ts';

const MAX_FRAMES = 500;

const PROCESSOR = 'MediaStreamTrackProcessor';
const [readableOf] = take(PROCESSOR, 'readable');
const [codedWidthOf] = take('VideoFrame', 'codedWidth');
/** Processors by their streams and those streams' readers. */
const processors = newWeakMap<Tracked>();
/** Frames that were read and are not known to be closed, with their processors. */
const frames = newMap<WeakRef<object>, Tracked>();

/** Writing or posting a frame closes it, too, so the frame itself is asked. */
const dropClosed = (): void =>
  frames.forEach((_, ref) => {
    const frame = ref.deref();
    if (!frame || !codedWidthOf(frame)) frames.delete(ref);
  });

export function watchFrames(): void {
  watchHolders('track-processor', (tracked) => {
    dropClosed();
    let openFrames = 0;
    frames.forEach((processor) => {
      if (processor === tracked) openFrames += 1;
    });
    change(tracked, { openFrames });
  });

  patchConstructor(PROCESSOR, (processor, args) => {
    const tracked = seeHolder('track-processor', processor, own(args[0], 'track'));
    processors.set(readableOf(processor) as object, tracked);
  });
  patch('ReadableStream', 'getReader', (stream, _, reader) => {
    const processor = processors.get(stream);
    if (processor) processors.set(reader as object, processor);
  });
  patch('ReadableStreamDefaultReader', 'read', (reader, _, promise) => {
    const processor = processors.get(reader);
    if (!processor) return;
    processor.done = { askedSince: now() };
    return whenFulfilled<{ readonly value?: object }>(promise, ({ value }) => {
      processor.done = { askedSince: 0 };
      if (!value) return;
      if (frames.size > MAX_FRAMES) dropClosed();
      if (frames.size <= MAX_FRAMES) frames.set(newWeakRef(value), processor);
    });
  });
}

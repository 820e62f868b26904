import type { Context } from './context.ts';

export interface Reads {
  /** From here on it is noted when pictures are taken from videos; a page that shows no stream is left as it is. */
  start(): void;
  /** When a picture was last taken from the element, milliseconds since the epoch. */
  at(element: object): number | undefined;
}

/** Every way to take a picture from a video: interface, method. */
const READERS = [
  ['CanvasRenderingContext2D', 'drawImage'],
  ['OffscreenCanvasRenderingContext2D', 'drawImage'],
  ['WebGLRenderingContext', 'texImage2D'],
  ['WebGLRenderingContext', 'texSubImage2D'],
  ['WebGL2RenderingContext', 'texImage2D'],
  ['WebGL2RenderingContext', 'texSubImage2D'],
  ['GPUDevice', 'importExternalTexture'],
  ['GPUQueue', 'copyExternalImageToTexture'],
  ['HTMLVideoElement', 'requestVideoFrameCallback'],
] as const;

/** Which videos are drawn from: such a video has its use outside the document, and a loop that draws from a dead one is a leak. */
export function trackReads({ realm, natives, patch, objects }: Pick<Context, 'realm' | 'natives' | 'patch' | 'objects'>): Reads {
  const times = natives.newWeakMap() as WeakMap<object, number>;
  let started = false;
  const read = (value: unknown): void => {
    if (typeof value === 'object' && value !== null && objects.of(value)) natives.weakSet(times, value, natives.now());
  };
  const seen = (self: object, args: ArrayLike<unknown>): void => {
    read(self);
    for (let i = 0; i < args.length; i += 1) read(args[i]);
    const source = args[0];
    if (typeof source === 'object' && source !== null) read(natives.getDescriptor(source, 'source')?.value);
  };
  return {
    at: (element) => natives.weakGet(times, element),
    start() {
      if (started) return;
      started = true;
      for (let i = 0; i < READERS.length; i += 1) {
        const [name, method] = READERS[i] as (typeof READERS)[number];
        patch.method((natives.getDescriptor(realm, name)?.value as { prototype?: object } | undefined)?.prototype, method, seen);
      }
      patch.method(realm, 'createImageBitmap', seen);
      patch.construct(realm, ['VideoFrame'], (_, args) => read(args[0]));
    },
  };
}

import { now } from './log.ts';
import { each, newWeakMap, own } from './natives.ts';
import { trackedOf } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { words } from './text.ts';

const times = newWeakMap<number>();

const read = (video: unknown): void => {
  if (trackedOf(video as object)) times.set(video as object, now());
};
const seen = (self: object, args: ArrayLike<unknown>): void => {
  read(self);
  each(args, read);
  read(own(args[0], 'source'));
};

/** When a picture was last taken from the element, milliseconds since the epoch. */
export const readAt = (element: object): number | undefined => times.get(element);

/**
 * From here on it is noted when pictures are taken from videos: one that is drawn from has its use outside the document, and a loop that
 * draws from a dead one is a leak.
 */
export function watchReads(): void {
  const readers = (interfaces: string, methods: string): void => each(words(interfaces), (name) => patch(name, methods, seen));
  readers('CanvasRenderingContext2D OffscreenCanvasRenderingContext2D', 'drawImage');
  readers('WebGLRenderingContext WebGL2RenderingContext', 'texImage2D texSubImage2D');
  readers('GPUDevice', 'importExternalTexture');
  readers('GPUQueue', 'copyExternalImageToTexture');
  readers('HTMLVideoElement', 'requestVideoFrameCallback');
  patch(globalThis, 'createImageBitmap', seen);
  patchConstructor('VideoFrame', (_, args) => read(args[0]));
}

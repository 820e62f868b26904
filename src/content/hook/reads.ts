import { now } from './log.ts';
import { each, own } from './natives.ts';
import { trackedOf } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';

const read = (source: unknown): void => {
  const tracked = trackedOf(source as object);
  if (!tracked) return;
  tracked.done = { reads: (tracked.done?.reads ?? 0) + 1, readAt: now() };
};
const seen = (self: object, args: ArrayLike<unknown>): void => {
  read(self);
  each(args, read);
  read(own(args[0], 'source'));
};

patch('ImageCapture', 'grabFrame takePhoto', read);

/**
 * From here on it is noted when pictures are taken from videos: one that is drawn from has its use outside the document, and a loop that
 * draws from a dead one is a leak.
 */
export function watchReads(): void {
  patch('CanvasRenderingContext2D OffscreenCanvasRenderingContext2D', 'drawImage', seen);
  patch('WebGLRenderingContext WebGL2RenderingContext', 'texImage2D texSubImage2D', seen);
  patch('GPUDevice', 'importExternalTexture', seen);
  patch('GPUQueue', 'copyExternalImageToTexture', seen);
  patch('HTMLVideoElement', 'requestVideoFrameCallback', seen);
  patch(globalThis, 'createImageBitmap', seen);
  patchConstructor('VideoFrame', (_, args) => read(args[0]));
}

import type { Context } from './context.ts';
import type { Streams } from './streams.ts';

/** Cameras, microphones and screens: the streams that `getUserMedia` and `getDisplayMedia` give. */
export function trackCapture({ realm, patch }: Context, streams: Streams): void {
  const devices = realm.MediaDevices?.prototype as object | undefined;
  patch.promise(devices, 'getUserMedia', () => 'user', (stream) => void streams.see(stream as object, 'user'));
  patch.promise(devices, 'getDisplayMedia', () => 'display', (stream) => void streams.see(stream as object, 'display'));
}

import type { TrackOrigin } from '../../core/ledger/kinds.ts';
import type { Context } from './context.ts';
import type { Streams } from './streams.ts';

/** Where live media begins: cameras, microphones and screens, and the pictures of a canvas or of another element. */
export function trackCapture({ realm, patch }: Context, streams: Streams): void {
  const devices = realm.MediaDevices?.prototype as object | undefined;
  const given = (origin: TrackOrigin) => (stream: unknown) => void streams.see(stream as object, origin, true);
  patch.promise(devices, 'getUserMedia', () => 'user', given('user'));
  patch.promise(devices, 'getDisplayMedia', () => 'display', given('display'));
  patch.method(realm.HTMLCanvasElement?.prototype as object | undefined, 'captureStream', (_, __, stream) => given('canvas')(stream));
  const media = realm.HTMLMediaElement?.prototype as object | undefined;
  patch.method(media, 'captureStream', (_, __, stream) => given('element')(stream));
  patch.method(media, 'mozCaptureStream', (_, __, stream) => given('element')(stream));
}

import type { TrackOrigin } from '../../core/ledger/kinds.ts';
import type { Context } from './context.ts';
import type { Streams } from './streams.ts';

/** Where live media begins: cameras, microphones and screens, and the pictures of a canvas or of another element. */
export function trackCapture({ realm, patch, objects }: Context, streams: Streams): void {
  const devices = realm.MediaDevices?.prototype as object | undefined;
  const given = (origin: TrackOrigin) => (stream: unknown) => void streams.see(stream as object, origin, true);
  const fromElement = (element: object, _: unknown, stream: unknown): void => {
    const source = objects.of(element);
    const tracks = objects.linked(streams.see(stream as object, 'element', true), 'has');
    for (let i = 0; i < tracks.length; i += 1) {
      const track = objects.get(tracks[i] as string);
      if (source && track) objects.link(track, source, 'derived-from');
    }
  };
  patch.promise(devices, 'getUserMedia', () => 'user', given('user'));
  patch.promise(devices, 'getDisplayMedia', () => 'display', given('display'));
  patch.method(realm.HTMLCanvasElement?.prototype as object | undefined, 'captureStream', (_, __, stream) => given('canvas')(stream));
  const media = realm.HTMLMediaElement?.prototype as object | undefined;
  patch.method(media, 'captureStream', fromElement);
  patch.method(media, 'mozCaptureStream', fromElement);
}

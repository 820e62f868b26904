import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { describeCamera } from '../camera/describe-camera.ts';
import type { Cameras } from '../camera/cameras.ts';
import type { Events } from '../events.ts';
import { refuse } from './guard.ts';

const MAX_LISTENERS = 32;
/** A connection that was left without a word is noticed by writing to it. */
const BEAT_MS = 15_000;

/** Server-sent events `camera` and `session`; each camera as it is comes first. */
export function eventRoutes(cameras: Cameras, events: Events): Hono {
  const app = new Hono();
  app.get('/api/events', (c) => {
    // Answered by the way of GET, and nobody would read the stream nor close it.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    if (events.listeners >= MAX_LISTENERS) return refuse(c, 503, `${MAX_LISTENERS} pages listen already`);
    return streamSSE(c, async (stream) => {
      const send = (event: string, data: object): void => void stream.writeSSE({ event, data: JSON.stringify(data) });
      const stopListening = events.listen((event) => send(event.type, event.type === 'camera' ? event.camera : event.session));
      const beat = setInterval(() => void stream.write(': beat\n\n'), BEAT_MS);
      for (const camera of cameras.all()) send('camera', describeCamera(camera));
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
      });
      clearInterval(beat);
      stopListening();
    });
  });
  return app;
}

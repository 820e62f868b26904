import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { checkName, parseSource } from '../camera/camera-source.ts';
import type { Cameras } from '../camera/cameras.ts';
import { describeCamera } from '../camera/describe-camera.ts';
import { redact } from '../redact.ts';
import { mayChange, refuse } from './guard.ts';

const MAX_BYTES = 8 * 1024;

/** The cameras, those without an FFmpeg too; a page of this server may add some of its own. */
export function cameraRoutes(cameras: Cameras): Hono {
  const app = new Hono();
  app.get('/api/cameras', (c) => c.json({ version: 1, cameras: cameras.all().map(describeCamera) }));

  app.post('/api/cameras', mayChange, bodyLimit({ maxSize: MAX_BYTES, onError: (c) => refuse(c, 413, 'that is too long for a camera') }), async (c) => {
    if (!c.req.header('content-type')?.startsWith('application/json')) return refuse(c, 400, 'send JSON: {"name", "source"}');
    const body: unknown = await c.req.json().catch(() => undefined);
    const { name = cameras.freeName(), source } = (body ?? {}) as { name?: unknown; source?: unknown };
    if (typeof name !== 'string' || typeof source !== 'string') return refuse(c, 400, 'a camera needs a "source", and may have a "name", both texts');
    try {
      return c.json(describeCamera(await cameras.add({ name: checkName(name), source: parseSource(source) })), 201);
    } catch (error) {
      return refuse(c, 400, redact((error as Error).message));
    }
  });

  app.delete('/api/cameras/:name', mayChange, async (c) => {
    const removed = await cameras.remove(c.req.param('name'));
    return removed ? c.json({ status: 'ok' }) : refuse(c, 404, `no camera '${c.req.param('name')}' has been added`);
  });
  return app;
}

import { Hono } from 'hono';
import type { Cameras } from '../camera/cameras.ts';
import { CameraFailure, statusOf } from '../camera/failure.ts';
import { mayChange, refuse } from '../http/guard.ts';
import type { Readers } from './readers.ts';

/** What a viewer asks here before it plays from MediaMTX, and when it leaves. */
export function pushRoutes(cameras: Cameras, readers: Readers): Hono {
  const app = new Hono();
  app.post('/api/processes/:camera/start', mayChange, async (c) => {
    const camera = cameras.get(c.req.param('camera'));
    if (!camera) return refuse(c, 404, `there is no camera '${c.req.param('camera')}'`);
    try {
      await readers.expect(camera);
      return c.json({ status: 'ok', pid: camera.ffmpeg?.pid ?? null });
    } catch (error) {
      if (error instanceof CameraFailure) return c.json({ status: 'error', error: error.message, code: error.code }, statusOf(error.code));
      return refuse(c, 502, (error as Error).message);
    }
  });
  app.post('/api/processes/:camera/stop', mayChange, async (c, next) => {
    const camera = cameras.get(c.req.param('camera'));
    if (camera) await readers.leave(camera);
    return next();
  });
  return app;
}

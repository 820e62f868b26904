import { Hono } from 'hono';
import type { Cameras } from '../camera/cameras.ts';
import { listProcesses } from '../process/process-list.ts';
import { mayChange, refuse } from './guard.ts';

/** The FFmpegs: contract "FFmpeg status 1". */
export function apiRoutes(cameras: Cameras): Hono {
  const app = new Hono();
  app.get('/api/processes', async (c) => c.json({ version: 1, processes: await listProcesses(cameras) }));
  app.post('/api/processes/:camera/stop', mayChange, async (c) => {
    const camera = cameras.get(c.req.param('camera'));
    if (!camera) return refuse(c, 404, `there is no camera '${c.req.param('camera')}'`);
    const pid = camera.ffmpeg?.pid ?? null;
    await camera.stop();
    return c.json({ status: 'ok', pid });
  });
  return app;
}

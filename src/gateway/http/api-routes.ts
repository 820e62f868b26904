import { Hono } from 'hono';
import type { Camera } from '../camera/camera.ts';
import type { Cameras } from '../camera/cameras.ts';
import { listProcesses } from '../process/process-list.ts';
import { mayChange, refuse } from './guard.ts';

/** A page that is left ends its session and stops its FFmpeg by two requests at once; the second may come first. */
const LEAVING_MS = 500;

/** The FFmpegs: contract "FFmpeg status 1". */
export function apiRoutes(cameras: Cameras, lingerMs: number): Hono {
  const app = new Hono();
  app.get('/api/processes', async (c) => c.json({ version: 1, lingerMs, processes: await listProcesses(cameras.all()) }));
  app.post('/api/processes/:camera/stop', mayChange, async (c) => {
    const camera = cameras.get(c.req.param('camera'));
    if (!camera) return refuse(c, 404, `there is no camera '${c.req.param('camera')}'`);
    const { if: now, when: soon } = c.req.query();
    if (now === 'unused' && camera.viewers > 0) return c.json({ status: 'ok', pid: null });
    if (soon === 'unused' && !(await becomesUnused(camera))) return c.json({ status: 'ok', pid: null });
    const pid = camera.ffmpeg?.pid ?? null;
    await camera.stop();
    return c.json({ status: 'ok', pid });
  });
  return app;
}

async function becomesUnused(camera: Camera): Promise<boolean> {
  const until = Date.now() + LEAVING_MS;
  while (camera.viewers > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  return camera.viewers === 0;
}

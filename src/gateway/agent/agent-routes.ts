import { Hono } from 'hono';
import { needsToken, refuse } from '../http/guard.ts';
import { agentStatus } from './agent-status.ts';
import { cameraLabel } from './camera-label.ts';
import type { MachineProcess } from './machine-process.ts';
import { readProcessTable } from './process-table.ts';
import { stopProcess } from './stop-process.ts';

/** The FFmpegs of this machine: contract "FFmpeg status 1". */
export function agentRoutes(log: (text: string) => void): Hono {
  const app = new Hono();
  app.get('/api/processes', async (c) => c.json(await agentStatus()));
  app.post('/api/processes/:which/stop', needsToken, async (c) => {
    const which = c.req.param('which');
    const found = await find(which);
    const [ffmpeg] = found;
    if (!ffmpeg) return refuse(c, 404, `no FFmpeg of this machine has the pid or the camera '${which}'`);
    if (found.length > 1) return refuse(c, 400, `${found.length} FFmpegs work for '${which}'; name one by its pid: ${found.map(({ pid }) => pid).join(', ')}`);
    try {
      await stopProcess(ffmpeg);
    } catch (error) {
      return refuse(c, ffmpeg.own ? 500 : 403, (error as Error).message);
    }
    log(`ended FFmpeg ${ffmpeg.pid}`);
    return c.json({ status: 'ok', pid: ffmpeg.pid });
  });
  return app;
}

async function find(which: string): Promise<MachineProcess[]> {
  const { ffmpegs } = await readProcessTable();
  const byPid = ffmpegs.filter(({ pid }) => String(pid) === which);
  return byPid.length > 0 ? byPid : ffmpegs.filter((ffmpeg) => cameraLabel(ffmpeg) === which);
}

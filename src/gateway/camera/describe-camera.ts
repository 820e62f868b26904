import { redact } from '../redact.ts';
import type { Camera } from './camera.ts';

/** What the API tells of a camera; the credentials of its address are taken out. */
export function describeCamera(camera: Camera): object {
  const { source } = camera;
  return {
    name: camera.name,
    own: camera.own,
    source: source.type === 'rtsp' ? redact(source.url) : source.type,
    state: camera.state,
    viewers: camera.viewers,
    pid: camera.ffmpeg?.pid ?? null,
    restarts: camera.restarts,
    nextRetryAt: camera.nextRetryAt?.toISOString() ?? null,
    lastError: camera.lastError ?? null,
  };
}

import type { ServerSnapshot } from './server-snapshot.ts';

/** Whether a process of this server can be stopped from here: the contract "FFmpeg status 1" has a way, the others have none. */
export function canStop(server: Pick<ServerSnapshot, 'kind' | 'tells'>): boolean {
  return server.kind === 'ffmpeg-status' && server.tells.includes('processes');
}

/** Whether a session of this server can be ended from here: MediaMTX's API and a camera server that speaks it have a way. */
export function canKick(server: Pick<ServerSnapshot, 'kind' | 'tells'>): boolean {
  return (server.kind === 'mediamtx' || server.kind === 'ffmpeg-status') && server.tells.includes('sessions');
}

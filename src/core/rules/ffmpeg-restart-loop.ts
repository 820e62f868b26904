import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, serverName } from './server-finding.ts';

/** So many restarts within this time are a loop; with a back-off that doubles from one second it takes half a minute to get there. */
const RESTARTS = 5;
const WITHIN_MS = 60_000;

/** A camera's FFmpeg ends and is started again and again. Told of the camera: its process is another one each time. */
export const ffmpegRestartLoop: Rule = {
  code: 'ffmpeg-restart-loop',
  check: (ledger) =>
    [...ledger.serverHistory].flatMap(([endpoint, history]) => {
      const server = ledger.servers.get(endpoint);
      if (server?.link !== 'ok') return [];
      return [...history.restarts].flatMap(([camera, { times }]): Finding[] => {
        const recent = times.filter((at) => askedAt(ledger, server) - at < WITHIN_MS);
        const [since] = recent;
        if (since === undefined || recent.length < RESTARTS) return [];
        const process = server.processes.find((p) => p.camera === camera);
        const id = serverObjectId({ kind: 'path', endpoint, id: camera });
        return [
          {
            key: `ffmpeg-restart-loop ${id}`,
            code: 'ffmpeg-restart-loop',
            severity: 'warning',
            verdict: 'suspect',
            subject: { kind: 'path', id },
            since,
            message: {
              key: 'ffmpeg-restart-loop',
              params: { camera, count: recent.length, server: serverName(server), sinceMs: since },
            },
            evidence: [
              ...(process?.lastError ? [{ key: 'evidence.last-error', params: { error: process.lastError } }] : []),
              ...(process?.viewers === undefined ? [] : [{ key: 'evidence.viewers', params: { count: process.viewers } }]),
            ],
            related: [],
            fixes: [],
          },
        ];
      });
    }),
};

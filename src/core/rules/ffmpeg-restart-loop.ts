import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { askedAt, serverName } from './server-finding.ts';

/** So many restarts since it last ran well are a loop; with a back-off that doubles from one second it takes half a minute to get there. */
const RESTARTS = 5;
/** A loop goes on for as long as there is a further restart within this time. Back-offs end at half a minute, and then it is tried for a while. */
const GOES_ON_MS = 60_000;
/** So many of its restarts, seen within this time, prove that it is a row of them: a counter may also count all that there ever were. */
const SEEN = 3;
const SEEN_WITHIN_MS = 180_000;

/**
 * A camera's FFmpeg ends and is started again and again. Told of the camera: its process is another one each time. It is over when the
 * server's counter falls, or rises no more: it plays, or nobody watches and nothing is tried.
 */
export const ffmpegRestartLoop: Rule = {
  code: 'ffmpeg-restart-loop',
  check: (ledger) =>
    [...ledger.serverHistory].flatMap(([endpoint, history]) => {
      const server = ledger.servers.get(endpoint);
      if (server?.link !== 'ok') return [];
      return [...history.restarts].flatMap(([camera, { count, times }]): Finding[] => {
        const within = (ms: number): number[] => times.filter((at) => askedAt(ledger, server) - at < ms);
        const [since] = within(SEEN_WITHIN_MS);
        if (since === undefined || count < RESTARTS || within(SEEN_WITHIN_MS).length < SEEN || within(GOES_ON_MS).length === 0) return [];
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
              params: { camera, count, server: serverName(server), sinceMs: since },
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

import { distinctProcesses } from '../endpoints/distinct-processes.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import { processKey } from '../ledger/server-history.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { serverName, tooLongSince } from './server-finding.ts';

/**
 * An FFmpeg ended and the process that started it has not read how: it stays in the process table. Each process is one for an instant, so
 * it must last.
 */
export const ffmpegZombie: Rule = {
  code: 'ffmpeg-zombie',
  check: (ledger, settings) =>
    distinctProcesses(ledger.servers.values()).flatMap(({ process, server }): Finding[] => {
      const history = ledger.serverHistory.get(server.endpoint)?.processes.get(processKey(process));
      const since = process.state === 'zombie' ? tooLongSince(history?.inState, server, ledger, settings, 0) : undefined;
      if (since === undefined) return [];
      const id = serverObjectId({ kind: 'process', endpoint: server.endpoint, id: String(process.pid) });
      return [
        {
          key: `ffmpeg-zombie ${id}`,
          code: 'ffmpeg-zombie',
          severity: 'warning',
          verdict: 'leak',
          subject: { kind: 'process', id },
          since,
          message: { key: 'ffmpeg-zombie', params: { pid: process.pid, camera: process.camera, server: serverName(server), sinceMs: since } },
          evidence: [{ key: 'evidence.process-state', params: { state: process.state } }],
          related: [],
          // It is dead already: only its parent can clear it away.
          fixes: [],
        },
      ];
    }),
};

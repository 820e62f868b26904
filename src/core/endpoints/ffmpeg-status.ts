import type { ServerListener, ServerParts, ServerProcess } from './server-snapshot.ts';
import { asRecord, defined, flag, listIn, number, text, time } from './payload.ts';
import { withoutCredentials } from './without-credentials.ts';

/** The output stands at its end. */
const MAX_COMMAND = 4_000;

/**
 * Reads the contract "FFmpeg status 1" (docs/ffmpeg-status.md).
 * @param payload the parsed JSON of `GET /api/processes`; anything may be in it
 * @throws Error that says what is wrong with the payload
 */
export function readFfmpegStatus(payload: unknown): ServerParts {
  const { version, lingerMs, ports } = asRecord(payload);
  if (typeof version === 'number' && version !== 1) throw new Error(`FFmpeg status of version ${version}; only 1 is known`);
  const processes = listIn(payload, 'processes').map(readProcess);
  return { processes, ...(Array.isArray(ports) ? { listeners: listIn(payload, 'ports').flatMap(readListener) } : {}), ...defined({ lingerMs: number(lingerMs) }) };
}

function readListener(entry: unknown): ServerListener[] {
  const { port, address, pid, name } = asRecord(entry);
  if (typeof port !== 'number' || !Number.isInteger(port)) return [];
  return [{ port, address: text(address) ?? '', ...defined({ pid: number(pid), name: text(name) }) }];
}

function readProcess(entry: unknown, index: number): ServerProcess {
  const process = asRecord(entry);
  const { pid } = process;
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0) throw new Error(`processes[${index}] has no pid`);
  const said = (value: unknown, maxLength?: number): string | undefined => {
    const words = text(value, maxLength);
    return words ? withoutCredentials(words) : undefined;
  };
  return {
    pid,
    camera: said(process.camera) ?? '',
    state: text(process.state) ?? 'unknown',
    ...defined({
      startedAt: time(process.startedAt),
      cpu: number(process.cpu),
      rssBytes: number(process.rssBytes),
      viewers: number(process.viewers),
      restarts: number(process.restarts),
      lastError: said(process.lastError),
      command: said(process.command, MAX_COMMAND),
      orphan: flag(process.orphan),
    }),
  };
}

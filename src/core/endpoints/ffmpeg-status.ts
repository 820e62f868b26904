import type { ServerProcess } from './server-snapshot.ts';

const MAX_PROCESSES = 1_000;

/**
 * Reads the contract "FFmpeg status 1" (docs/ffmpeg-status.md).
 * @param payload the parsed JSON of a server; anything may be in it
 * @throws Error that says what is wrong with the payload
 */
export function readFfmpegStatus(payload: unknown): ServerProcess[] {
  const processes = (payload as { processes?: unknown } | null)?.processes;
  if (!Array.isArray(processes)) throw new Error('no list "processes" in the answer');
  return processes.slice(0, MAX_PROCESSES).map((entry: unknown, index) => {
    const process = (entry ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof process.pid !== 'number' || !Number.isInteger(process.pid)) throw new Error(`processes[${index}] has no pid`);
    const startedAt = typeof process.startedAt === 'string' ? Date.parse(process.startedAt) : NaN;
    return {
      pid: process.pid,
      camera: text(process.camera) ?? '',
      state: text(process.state) ?? 'unknown',
      ...(Number.isNaN(startedAt) ? {} : { startedAt }),
      ...known('cpu', process.cpu),
      ...known('rssBytes', process.rssBytes),
      ...known('viewers', process.viewers),
      ...known('restarts', process.restarts),
      ...(text(process.lastError) ? { lastError: text(process.lastError) as string } : {}),
    };
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 500) : undefined;
}

function known<K extends string>(key: K, value: unknown): { [P in K]?: number } {
  return typeof value === 'number' && Number.isFinite(value) ? ({ [key]: value } as { [P in K]: number }) : {};
}

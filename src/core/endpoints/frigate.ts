import { asRecord, defined, entriesOf, number, text } from './payload.ts';
import type { ServerParts, ServerProcess } from './server-snapshot.ts';
import { withoutCredentials } from './without-credentials.ts';

/**
 * Reads Frigate's `GET /api/stats`. Its FFmpegs are the entries of `cpu_usages` (by process id) whose program is ffmpeg. One camera may
 * rightly have several (detect, record, audio), and only the detecting one is named under `cameras`.
 * @throws Error that says what is wrong with the payload
 */
export function readFrigate(payload: unknown): ServerParts {
  const stats = asRecord(payload);
  if (asRecord(stats.cameras) !== stats.cameras) throw new Error('no map "cameras" in the answer');
  const cameraOf = new Map(entriesOf(stats.cameras).map(([name, camera]) => [number(asRecord(camera).ffmpeg_pid), name]));
  const { version } = asRecord(stats.service);
  const listed = entriesOf(stats.cpu_usages).flatMap(([pid, usage]): ServerProcess[] => {
    const { cpu, cmdline } = asRecord(usage);
    const command = text(cmdline);
    const id = Number(pid);
    if (!Number.isInteger(id) || !isFfmpeg(command) || command === undefined) return [];
    const camera = cameraOf.get(id) ?? '';
    return [{ pid: id, camera, state: 'running', command: withoutCredentials(command), ...defined({ cpu: number(cpu) }) }];
  });
  const known = new Set(listed.map((process) => process.pid));
  // Without the usages (they need psutil's rights) the cameras' own FFmpegs are all that is known.
  const named = [...cameraOf].flatMap(([pid, camera]) => (pid && !known.has(pid) && listed.length === 0 ? [{ pid, camera, state: 'running' }] : []));
  return { processes: [...listed, ...named], ...defined({ software: text(version) ? `Frigate ${text(version)}` : 'Frigate' }) };
}

/** The program itself, not a Python process that has the word in its arguments. */
function isFfmpeg(command: string | undefined): boolean {
  return /^(?:\S*\/)?ffmpeg(?:\s|$)/.test(command ?? '');
}

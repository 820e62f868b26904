import type { AgentProcess, AgentStatus } from './agent-status.ts';
import { CAMERA_PORTS } from './port-listeners.ts';

const MIB = 1024 * 1024;
const COLUMNS: readonly (readonly [string, (p: AgentProcess) => string])[] = [
  ['pid', ({ pid }) => String(pid)],
  ['camera', ({ camera }) => camera || '?'],
  ['state', ({ state }) => state],
  ['cpu', ({ cpu }) => (cpu === null ? '?' : `${cpu.toFixed(1)} %`)],
  ['memory', ({ rssBytes }) => (rssBytes === null ? '?' : `${Math.round(rssBytes / MIB)} MiB`)],
  ['parent', ({ parent, orphan }) => (parent ? `${parent.name} ${parent.pid}` : orphan ? 'gone: orphan' : '?')],
  ['input', ({ input }) => input ?? '?'],
];

/** What `ps` and `lsof` would be asked for, as text for a person. */
export function statusTable({ processes, ports }: AgentStatus): string {
  const ffmpegs = processes.length > 0 ? table([COLUMNS.map(([title]) => title), ...processes.map((p) => COLUMNS.map(([, cell]) => plain(cell(p))))]) : 'no FFmpeg runs on this machine';
  const listeners = CAMERA_PORTS.map((port) => {
    const there = ports.filter((listener) => listener.port === port).map(({ name, pid, address }) => `${name ?? 'a program of another user'}${pid === null ? '' : ` ${pid}`} on ${address}`);
    return [String(port), there.map(plain).join(', ') || 'nobody'];
  });
  return `${ffmpegs}\n\n${table([['port', 'listens'], ...listeners])}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0))) ?? [];
  return rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
}

/** Command lines are others' text, and may hold what a terminal obeys. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 100);
}

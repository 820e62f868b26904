import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface GatewayProcess {
  readonly pid: number;
  /** Origin of the viewer and of WHEP, e.g. `http://127.0.0.1:8889`. */
  readonly whepUrl: string;
  readonly apiUrl: string;
  /** Lets a caller without an allowed origin change something. */
  readonly token: string;
  /** FFmpegs that the gateway reports. */
  processes(): Promise<readonly { readonly pid: number; readonly camera: string }[]>;
  /** Why a camera failed last, in words. */
  lastError(camera: string): Promise<string | undefined>;
  /** Asks it to stop and waits until it and its FFmpegs are gone. */
  stop(): Promise<void>;
  /** Kills it without a chance to tidy up. */
  kill(): Promise<void>;
}

const READY_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 8_000;

/**
 * Starts the camera server as a process of its own and waits until it says that it is ready.
 * @param args options of `rtc-leaks gateway`
 * @throws Error with the server's own message, e.g. that a port is taken
 */
export async function startGatewayProcess(args: readonly string[], script = besideThis('rtc-leaks.js')): Promise<GatewayProcess> {
  // The channel closes with this process, however it ends; the server stops then.
  const child = spawn(process.execPath, [script, 'gateway', '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-4_000);
  });
  const lines = createInterface({ input: child.stdout as Readable });
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS);
  const ready = await Promise.race([once(lines, 'line') as Promise<[string]>, exited.then(() => undefined)]);
  clearTimeout(timer);
  const pid = child.pid;
  if (!ready || pid === undefined) throw new Error(`the camera server did not start: ${complaint.trim() || 'it said nothing'}`);
  const { whepUrl, apiUrl, token } = JSON.parse(ready[0]) as { whepUrl: string; apiUrl: string; token: string };
  // What it says later is of no use here, but an unread pipe would block it.
  lines.on('line', () => undefined);
  let isAsked = false;
  void exited.then(([code, signal]) => {
    if (!isAsked) console.error(`the camera server ended by itself (${signal ?? code}): ${complaint.trim() || 'it said nothing'}`);
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isAsked = true;
    child.kill(signal);
    await exited;
  };
  return {
    pid,
    whepUrl,
    apiUrl,
    token,
    async processes() {
      const answer = await fetch(`${apiUrl}/api/processes`);
      if (!answer.ok) throw new Error(`${apiUrl}/api/processes answered ${answer.status}`);
      return ((await answer.json()) as { processes: { pid: number; camera: string }[] }).processes;
    },
    async lastError(camera) {
      const { cameras } = (await (await fetch(`${apiUrl}/api/cameras`)).json()) as { cameras: { name: string; lastError: { text: string } | null }[] };
      return cameras.find(({ name }) => name === camera)?.lastError?.text;
    },
    async stop() {
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await end('SIGTERM');
      clearTimeout(late);
    },
    kill: () => end('SIGKILL'),
  };
}

function besideThis(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

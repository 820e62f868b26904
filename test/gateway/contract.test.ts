import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readFfmpegStatus } from '../../src/core/endpoints/ffmpeg-status.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { ffmpegStatusErrors } from '../support/ffmpeg-status-schema.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

const ROOT = join(import.meta.dirname, '../..');
const EXAMPLE = join(ROOT, 'docs/examples/ffmpeg_status.py');
let gateway: Gateway | undefined;
let backend: ChildProcess | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  backend?.kill('SIGKILL');
  backend = undefined;
});

interface Answer {
  processes: { pid: number; camera: string; state: string; viewers: number; cpu: number | null }[];
}
const get = async (url: string): Promise<Answer> => (await fetch(url)).json() as Promise<Answer>;

test('the schema takes the page’s example, and refuses what breaks the contract', () => {
  const page = readFileSync(join(ROOT, 'docs/ffmpeg-status.md'), 'utf8');
  const example = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '') as { version: number; processes: object[] };
  expect(ffmpegStatusErrors(example)).toEqual([]);
  const [process] = example.processes;
  for (const broken of [{ pid: 0 }, { pid: '4711' }, { camera: null }, { startedAt: 'yesterday' }, { cpu: -1 }, { viewers: 1.5 }, { state: '' }, { parent: 'orphan' }]) {
    expect(ffmpegStatusErrors({ ...example, processes: [{ ...process, ...broken }] }), JSON.stringify(broken)).not.toEqual([]);
  }
  expect(ffmpegStatusErrors({ ...example, version: 2 })).not.toEqual([]);
  expect(ffmpegStatusErrors({ version: 1 })).not.toEqual([]);
});

test('the gateway keeps it, while an FFmpeg runs and when none does', async () => {
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs: 5_000, allowOrigins: [] }, () => undefined);
  const url = `${gateway.apiUrl}/api/processes`;
  expect(await get(url)).toEqual({ version: 1, lingerMs: 5_000, processes: [] });
  const nothing = await fetch(`${gateway.apiUrl}/api/nothing`);
  expect([nothing.status, await nothing.json()]).toEqual([404, { status: 'error', error: 'there is nothing at /api/nothing' }]);
  const viewer = await openWhep(gateway.whepUrl, 'cam2');
  // A packet alone is no picture: an empty one is sent while there is none yet.
  await waitUntil('pictures', async () => (await get(url)).processes[0]?.state === 'running');
  const status = await get(url);
  expect(ffmpegStatusErrors(status)).toEqual([]);
  expect(status.processes).toMatchObject([{ camera: 'cam2', state: 'running', viewers: 1 }]);
  expect(readFfmpegStatus(status)).toMatchObject({ lingerMs: 5_000, processes: [{ camera: 'cam2', viewers: 1, rssBytes: expect.any(Number) }] });
  await viewer.remove();
  viewer.close();
  const [process] = status.processes;
  const stopped = await fetch(`${gateway.apiUrl}/api/processes/cam2/stop`, { method: 'POST', headers: { authorization: `Bearer ${gateway.token}` } });
  expect(await stopped.json()).toEqual({ status: 'ok', pid: process?.pid });
  expect(existsSync(`/proc/${process?.pid}`)).toBe(false);
});

test('the example in Python keeps it, and its stop ends FFmpeg', async () => {
  expect(readFileSync(join(ROOT, 'docs/ffmpeg-status.md'), 'utf8')).toContain(readFileSync(EXAMPLE, 'utf8').trim());
  const port = await freePort();
  const source = ['-t', '60', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5', '-metadata', 'url=rtsp://admin:secret@camera', '-f', 'null', '-'];
  backend = spawn('python3', [EXAMPLE, String(port), ...source], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/api/processes`;
  const status = await waitUntil('the backend', () => get(url).catch(() => undefined));
  expect(ffmpegStatusErrors(status)).toEqual([]);
  expect(status.processes).toMatchObject([{ camera: 'cam1' }]);
  expect(JSON.stringify(status)).not.toContain('secret');
  const pid = status.processes[0]?.pid ?? 0;
  const stop = (headers: Record<string, string>) => fetch(`${url}/cam1/stop`, { method: 'POST', headers });
  expect((await stop({ origin: 'http://evil.example' })).status).toBe(404);
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  expect(await (await stop({})).json()).toEqual({ status: 'ok', pid });
  expect(existsSync(`/proc/${pid}`)).toBe(false);
  expect((await get(url)).processes).toEqual([]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

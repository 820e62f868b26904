import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { startGatewayProcess } from '../../src/cli/main-job/gateway-process.ts';
import { agentStatus } from '../../src/gateway/agent/agent-status.ts';
import { parseSource } from '../../src/gateway/camera/camera-source.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { CLI } from '../support/dist.ts';
import { ownFfmpegs, stateOf } from '../support/own-ffmpegs.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

/** Runs a program as process 1 of a namespace of its own, as a container does; where that is allowed. */
const UNSHARE = ['--pid', '--fork', '--mount-proc', '--kill-child'];
const mayUnshare = spawnSync('unshare', [...UNSHARE, 'true']).status === 0;
const SILENT_VIEWER = fileURLToPath(new URL('../support/silent-viewer.mjs', import.meta.url));

let gateway: Gateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  expect(ownFfmpegs(process.pid)).toEqual([]);
});

async function start(lingerMs = 0, names: readonly string[] = ['cam1', 'cam2']): Promise<Gateway> {
  const cameras = names.map((name) => ({ name, source: parseSource('demo') }));
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs, allowOrigins: [] }, () => undefined);
  return gateway;
}

interface Listed {
  readonly pid: number;
  readonly camera: string;
  readonly viewers: number;
}
const processes = async ({ apiUrl }: Gateway): Promise<readonly Listed[]> =>
  ((await (await fetch(`${apiUrl}/api/processes`)).json()) as { processes: Listed[] }).processes;
const sessions = async ({ apiUrl }: Gateway): Promise<number> =>
  ((await (await fetch(`${apiUrl}/v3/webrtcsessions/list`)).json()) as { itemCount: number }).itemCount;
const stop = ({ apiUrl, token }: Gateway, camera: string): Promise<Response> =>
  fetch(`${apiUrl}/api/processes/${camera}/stop`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });

test('two viewers that come at once share one FFmpeg', async () => {
  const server = await start();
  const viewers = await Promise.all([openWhep(server.whepUrl, 'cam1'), openWhep(server.whepUrl, 'cam1')]);
  expect(viewers.map(({ status }) => status)).toEqual([201, 201]);
  await waitUntil('both play', () => viewers.every((viewer) => viewer.packets() > 10));
  expect(ownFfmpegs(process.pid)).toHaveLength(1);
  expect(await processes(server)).toMatchObject([{ camera: 'cam1', viewers: 2 }]);
  await Promise.all(viewers.map((viewer) => viewer.remove()));
  for (const viewer of viewers) viewer.close();
  await waitUntil('no FFmpeg', () => ownFfmpegs(process.pid).length === 0);
});

test('a hundred starts and stops in any order leave nothing, and never two FFmpegs for a camera', async () => {
  const server = await start();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, ownFfmpegs(process.pid).length);
  }, 20);
  const one = async (index: number): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4_000));
    const camera = `cam${1 + (index % 2)}`;
    if (index % 4 === 3) return void (await stop(server, camera));
    const viewer = await openWhep(server.whepUrl, camera);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
    if (index % 3 !== 0 && viewer.status === 201) await viewer.remove();
    viewer.close();
  };
  await Promise.all(Array.from({ length: 100 }, (_, index) => one(index)));
  await waitUntil('no FFmpeg', () => ownFfmpegs(process.pid).length === 0);
  await waitUntil('no session', async () => (await sessions(server)) === 0);
  clearInterval(watch);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2);
});

test('an FFmpeg that is killed is started again, and its viewer goes on', async () => {
  const server = await start();
  const viewer = await openWhep(server.whepUrl, 'cam1');
  await waitUntil('pictures', () => viewer.packets() > 10);
  const [first] = ownFfmpegs(process.pid);
  process.kill(first ?? 0, 'SIGKILL');
  await waitUntil('another FFmpeg', () => ownFfmpegs(process.pid).some((pid) => pid !== first));
  const before = viewer.packets();
  await waitUntil('pictures go on', () => viewer.packets() > before + 10);
  viewer.close();
});

test('an FFmpeg that does not move is gone two seconds after it is told to stop', async () => {
  const server = await start();
  const viewer = await openWhep(server.whepUrl, 'cam1');
  await waitUntil('pictures', () => viewer.packets() > 0);
  const [pid = 0] = ownFfmpegs(process.pid);
  process.kill(pid, 'SIGSTOP');
  await waitUntil('it stands still', () => stateOf(pid) === 'T');
  const began = performance.now();
  expect(await (await stop(server, 'cam1')).json()).toEqual({ status: 'ok', pid });
  expect(performance.now() - began).toBeGreaterThan(1_000);
  expect(stateOf(pid)).toBeUndefined();
  viewer.close();
});

test('a viewer that is heard no more is taken off after seconds, not after half a minute', async () => {
  const server = await start();
  const viewer = spawn(process.execPath, [SILENT_VIEWER, server.whepUrl, 'cam1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(viewer.stdout, 'data');
    // One that reports as a browser does is left alone.
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect(await sessions(server)).toBe(1);
    viewer.kill('SIGSTOP');
    const began = Date.now();
    await waitUntil('the session has ended', async () => (await sessions(server)) === 0, 15_000);
    expect(Date.now() - began).toBeGreaterThan(3_000);
    await waitUntil('no FFmpeg', () => ownFfmpegs(process.pid).length === 0);
  } finally {
    viewer.kill('SIGKILL');
  }
});

test('a gateway that is killed leaves no FFmpeg', async () => {
  const killed = await startGatewayProcess(['--whep-port', '0', '--api-port', '0', '--camera', 'a=demo', '--camera', 'b=demo'], CLI);
  const viewers = await Promise.all(['a', 'b'].map((camera) => openWhep(killed.whepUrl, camera)));
  await waitUntil('both play', () => viewers.every((viewer) => viewer.packets() > 0));
  expect(ownFfmpegs(killed.pid)).toHaveLength(2);
  await killed.kill();
  await waitUntil('both are gone', () => ownFfmpegs(killed.pid).length === 0, 5_000);
  for (const viewer of viewers) viewer.close();
});

test('a start ends what an earlier gateway left behind, and nothing else', async () => {
  const args = ['-hide_banner', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=1', '-f', 'null', '-'];
  const run = (mark?: string) =>
    spawn('ffmpeg', args, { stdio: 'ignore', env: { ...process.env, ...(mark === undefined ? {} : { RTC_LEAKS_GATEWAY: mark }) } });
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  const orphan = run(`${gone.pid}:123:cam1:${readlinkSync('/proc/self/ns/pid')}`);
  // Without a mark, and with one whose pid counts in another namespace, or does not say in which.
  const others = [run(), run(`${gone.pid}:123:cam1:pid:[1]`), run(`${gone.pid}:123:cam1`)];
  const ended = once(orphan, 'exit');
  await waitUntil('they run', () => [orphan, ...others].every(({ pid }) => stateOf(pid ?? 0) !== undefined));
  try {
    await start();
    expect((await ended)[1]).toBe('SIGKILL');
    expect(others.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null, null]);
  } finally {
    for (const other of others) other.kill('SIGKILL');
  }
});

test.runIf(mayUnshare)('a gateway in a container keeps its FFmpegs when another starts beside it', async () => {
  const args = [process.execPath, CLI, 'gateway', '--json', '--whep-port', '0', '--api-port', '0', '--camera', 'boxed=demo'];
  const container = spawn('unshare', [...UNSHARE, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(container, 'exit');
  try {
    const [line] = (await once(createInterface({ input: container.stdout }), 'line')) as [string];
    const viewer = await openWhep((JSON.parse(line) as { whepUrl: string }).whepUrl, 'boxed');
    await waitUntil('pictures', () => viewer.packets() > 0);
    const boxed = async () => (await agentStatus()).processes.filter(({ camera }) => camera === 'boxed');
    const ffmpeg = await waitUntil('its FFmpeg', async () => (await boxed())[0]);
    await start();
    const before = viewer.packets();
    await waitUntil('pictures to go on', () => viewer.packets() > before + 20);
    expect(await boxed()).toMatchObject([{ pid: ffmpeg.pid, orphan: false, parent: { name: 'node' } }]);
    viewer.close();
  } finally {
    container.kill('SIGKILL');
    await exited;
  }
});

test('a port that is taken is named, with the option that changes it', async () => {
  const server = await start();
  const port = Number(new URL(server.whepUrl).port);
  await expect(startGateway({ whepPort: port, apiPort: 0, cameras: [], lingerMs: 0, allowOrigins: [] }, () => undefined)).rejects.toThrow(
    `port ${port} is taken by another program; choose another with --whep-port`,
  );
});

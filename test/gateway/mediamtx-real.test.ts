import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { launchBrowser } from '../../src/cli/browser/launch.ts';
import { parsePushTarget } from '../../src/gateway/mediamtx/push-target.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { MEDIAMTX, startMediamtx, type RealMediamtx } from '../support/real-mediamtx.ts';
import { VIEWER } from '../support/dist.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';
import { moves, phaseIs, play } from '../viewer/viewer-page.ts';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of closing.splice(0)) await it.close();
});

interface Process {
  readonly pid: number;
  readonly camera: string;
  readonly viewers: number;
  readonly command: string;
}
const json = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;
const processes = async (gateway: Gateway): Promise<readonly Process[]> => (await json<{ processes: Process[] }>(`${gateway.apiUrl}/api/processes`)).processes;
const items = async (url: string): Promise<Record<string, unknown>[]> => (await json<{ items: Record<string, unknown>[] }>(url)).items;

async function start(push: 'rtsp' | 'rtmp', lingerMs: number): Promise<{ mediamtx: RealMediamtx; gateway: Gateway }> {
  const mediamtx = await startMediamtx();
  closing.unshift(mediamtx);
  const { api, whep } = mediamtx;
  const gateway = await startGateway(
    { whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs, viewer: VIEWER, allowOrigins: [], mediamtx: { api, whep, push: parsePushTarget(mediamtx[push], api) } },
    () => undefined,
  );
  closing.unshift(gateway);
  return { mediamtx, gateway };
}

const startCamera = (gateway: Gateway, camera: string): Promise<Response> =>
  fetch(`${gateway.apiUrl}/api/processes/${camera}/start`, { method: 'POST', headers: { authorization: `Bearer ${gateway.token}` } });

test.runIf(MEDIAMTX)('the viewer plays from MediaMTX, and each FFmpeg ends with its last reader', async () => {
  const { mediamtx, gateway } = await start('rtsp', 60_000);
  const launched = await launchBrowser({ headless: true });
  closing.unshift(launched);
  const page = await launched.browser.newPage();
  await page.goto(`${gateway.whepUrl}/`);
  await play(page, 'cam1');
  expect(await moves(page)).toBe(true);
  expect(await items(`${mediamtx.api}/v3/webrtcsessions/list`)).toMatchObject([{ path: 'cam1', state: 'read', peerConnectionEstablished: true }]);
  const [first] = await waitUntil('the reader to be counted', async () => (await processes(gateway)).some((p) => p.viewers === 1) && processes(gateway));
  expect(first).toMatchObject({ camera: 'cam1', viewers: 1, command: expect.stringContaining(`${mediamtx.rtsp}/cam1`) as string });

  await play(page, 'cam2');
  // The viewer asks for the stop and waits for it: nothing lingers.
  await waitUntil('the first to be gone', () => !existsSync(`/proc/${first?.pid}`));
  expect((await processes(gateway)).map(({ camera }) => camera)).toEqual(['cam2']);
  await waitUntil('one session', async () => (await items(`${mediamtx.api}/v3/webrtcsessions/list`)).length === 1);

  await page.click('[data-action="stop"]');
  await phaseIs(page, 'stopped');
  await waitUntil('no FFmpeg', async () => (await processes(gateway)).length === 0);
  await waitUntil('no path', async () => (await items(`${mediamtx.api}/v3/paths/list`)).every(({ ready }) => !ready));
});

test.runIf(MEDIAMTX).each(['rtsp', 'rtmp'] as const)('over %s: FFmpeg starts when asked, is restarted when killed, and is stopped after the linger time', async (push) => {
  const { mediamtx, gateway } = await start(push, 500);
  const answers = await Promise.all(Array.from({ length: 5 }, () => startCamera(gateway, 'cam1')));
  const pids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { pid: number }).pid));
  expect(new Set(pids).size).toBe(1);
  const viewers = [await openWhep(mediamtx.whep, 'cam1'), await openWhep(mediamtx.whep, 'cam1')];
  closing.unshift({ close: () => viewers.forEach((viewer) => viewer.close()) });
  await waitUntil('pictures', () => viewers.every((viewer) => viewer.packets() > 10));
  await waitUntil('both to be counted', async () => (await processes(gateway))[0]?.viewers === 2);

  await viewers[0]?.remove();
  await waitUntil('one to be left', async () => (await processes(gateway))[0]?.viewers === 1);
  expect((await processes(gateway))[0]?.pid).toBe(pids[0]);
  await viewers[1]?.remove();
  await waitUntil('FFmpeg to be stopped', async () => (await processes(gateway)).length === 0);
  expect(existsSync(`/proc/${pids[0]}`)).toBe(false);

  await startCamera(gateway, 'cam1');
  const [running] = await processes(gateway);
  process.kill(running?.pid ?? 0, 'SIGKILL');
  await waitUntil('another to run', async () => (await processes(gateway)).some(({ pid }) => pid !== running?.pid));
});

test.runIf(MEDIAMTX).each(['rtsp', 'rtmp'] as const)('a path that somebody else publishes and reads is left alone, asked for over %s too', async (push) => {
  const { mediamtx, gateway } = await start(push, 500);
  const source = ['-loglevel', 'error', '-nostdin', '-t', '60', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=10', '-c:v', 'libx264', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '10'];
  const publisher = spawn('ffmpeg', [...source, '-f', 'rtsp', '-rtsp_transport', 'tcp', `${mediamtx.rtsp}/cam3`], { stdio: 'ignore' });
  closing.unshift({ close: () => publisher.kill('SIGKILL') });
  await startCamera(gateway, 'cam1');
  await waitUntil('the other path', async () => (await items(`${mediamtx.api}/v3/paths/list`)).some(({ name, ready }) => name === 'cam3' && ready));
  const reader = await openWhep(mediamtx.whep, 'cam3');
  closing.unshift(reader);
  await waitUntil('pictures', () => reader.packets() > 20);
  expect((await processes(gateway)).map(({ camera }) => camera)).toEqual(['cam1']);
  expect((await startCamera(gateway, 'cam9')).status).toBe(404);
  const taken = await startCamera(gateway, 'cam3');
  expect([taken.status, await taken.json()]).toMatchObject([409, { code: 'taken' }]);
  const before = reader.packets();
  await waitUntil('pictures to go on', () => reader.packets() > before + 20);
  expect(publisher.exitCode ?? publisher.signalCode).toBeNull();

  // When it has gone the path is free.
  publisher.kill('SIGKILL');
  await once(publisher, 'exit');
  const ours = await startCamera(gateway, 'cam3');
  expect([ours.status, await ours.json()]).toMatchObject([200, { pid: expect.any(Number) as number }]);
});

test.runIf(MEDIAMTX)('the gateway’s own API has each field of the real one', async () => {
  const { mediamtx, gateway: pushing } = await start('rtsp', 500);
  await startCamera(pushing, 'cam1');
  const there = await openWhep(mediamtx.whep, 'cam1');
  const own = await startGateway({ whepPort: 0, apiPort: 0, cameras: DEMO_CAMERAS, lingerMs: 0, allowOrigins: [] }, () => undefined);
  closing.unshift(own);
  const here = await openWhep(own.whepUrl, 'cam1');
  closing.unshift(there, here);
  await waitUntil('pictures', () => there.packets() > 10 && here.packets() > 10);
  for (const list of ['paths', 'webrtcsessions']) {
    const [real] = await items(`${mediamtx.api}/v3/${list}/list`);
    const ours = (await items(`${own.apiUrl}/v3/${list}/list`)).find((item) => list !== 'paths' || item.name === 'cam1') ?? {};
    for (const [field, value] of Object.entries(real ?? {})) {
      const kind = (it: unknown): string => (Array.isArray(it) ? 'list' : typeof it);
      expect(kind(ours[field]), `${list}: ${field}`).toBe(kind(value));
    }
  }
  for (const [api, id] of [[mediamtx.api, there.id], [own.apiUrl, here.id]]) {
    const headers = { authorization: `Bearer ${own.token}` };
    expect(await json(`${api}/v3/webrtcsessions/get/${id}`)).toMatchObject({ id, path: 'cam1' });
    expect((await fetch(`${api}/v3/webrtcsessions/get/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    expect((await fetch(`${api}/v3/webrtcsessions/get/nonsense`)).status).toBe(400);
    expect((await fetch(`${api}/v3/paths/get/nobody`)).status).toBe(404);
    expect((await fetch(`${api}/v3/paths/list?itemsPerPage=x`)).status).toBe(400);
    expect(await (await fetch(`${api}/v3/webrtcsessions/kick/${id}`, { method: 'POST', headers })).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${api}/v3/webrtcsessions/kick/${id}`, { method: 'POST', headers })).status).toBe(404);
  }
});

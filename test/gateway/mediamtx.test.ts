import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { readMediamtxSettings } from '../../src/cli/mediamtx-settings.ts';
import { parsePushTarget } from '../../src/gateway/mediamtx/push-target.ts';
import { DEMO_CAMERAS } from '../../src/gateway/options.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { freePorts } from '../support/real-mediamtx.ts';
import { waitUntil } from '../support/wait-until.ts';

const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const it of closing.splice(0)) await it.close();
});

/** MediaMTX's list of paths as the test wants it. */
interface Api {
  readonly url: string;
  answer: { status: number; body: string };
}

async function startApi(): Promise<Api> {
  const server = createServer((_, response) => response.writeHead(api.answer.status).end(api.answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push({ close: () => server.close() });
  const api: Api = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answer: paths(false, 0) };
  return api;
}

const paths = (ready: boolean, readers: number): Api['answer'] => ({
  status: 200,
  body: JSON.stringify({ itemCount: 1, pageCount: 1, items: [{ name: 'cam1', ready, readers: Array.from({ length: readers }, (_, i) => ({ type: 'webRTCSession', id: `r${i}` })) }] }),
});

/** An RTSP server for one publisher, made of FFmpeg; tells when pictures have come. */
function startSink(port: number): { readonly frames: () => number } {
  const sink = spawn('ffmpeg', ['-nostdin', '-loglevel', 'error', '-rtsp_flags', 'listen', '-i', `rtsp://127.0.0.1:${port}/cam1`, '-progress', 'pipe:1', '-f', 'null', '-'], { stdio: ['ignore', 'pipe', 'ignore'] });
  closing.push({ close: () => sink.kill('SIGKILL') });
  let frames = 0;
  createInterface({ input: sink.stdout }).on('line', (line) => {
    frames = Number(/^frame=(\d+)/.exec(line)?.[1] ?? frames);
  });
  return { frames: () => frames };
}

async function start(api: string, port: number, log: (text: string) => void = () => undefined, cameras = DEMO_CAMERAS): Promise<Gateway> {
  const mediamtx = { api, whep: 'http://127.0.0.1:8889', push: parsePushTarget(`rtsp://127.0.0.1:${port}`, api) };
  const gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs: 300, allowOrigins: [], mediamtx }, log);
  closing.unshift(gateway);
  return gateway;
}

const post = (gateway: Gateway, path: string): Promise<Response> =>
  fetch(`${gateway.apiUrl}/api/processes/${path}`, { method: 'POST', headers: { authorization: `Bearer ${gateway.token}` } });
const running = async (gateway: Gateway): Promise<{ pid: number; viewers: number }[]> =>
  ((await (await fetch(`${gateway.apiUrl}/api/processes`)).json()) as { processes: { pid: number; viewers: number }[] }).processes;

test('a MediaMTX that is not there is told of at the start', async () => {
  const [port = 0] = await freePorts(1);
  const said: string[] = [];
  await start(`http://127.0.0.1:${port}`, port, (text) => said.push(text));
  await waitUntil('the notice', () => said.some((line) => line.startsWith(`MediaMTX does not answer at http://127.0.0.1:${port} `)));
});

test('FFmpeg pushes on demand, and goes when the readers have gone; a MediaMTX that does not answer changes nothing', async () => {
  const [port = 0] = await freePorts(1);
  const api = await startApi();
  const log: string[] = [];
  const gateway = await start(api.url, port, (text) => log.push(text));
  expect(await running(gateway)).toEqual([]);
  const sink = startSink(port);
  // The sink listens some time after its start, and a push that finds nobody is tried again.
  const started = waitUntil('the start', async () => (await post(gateway, 'cam1/start')).status === 200);
  await waitUntil('pictures at the sink', () => sink.frames() > 0);
  api.answer = paths(true, 0);
  await started;
  const [process] = await running(gateway);
  api.answer = paths(true, 2);
  await waitUntil('two viewers', async () => (await running(gateway))[0]?.viewers === 2);

  for (const broken of [{ status: 500, body: '' }, { status: 200, body: '<html>' }, { status: 200, body: '{"items":[{}]}' }, { status: 401, body: '{}' }]) {
    api.answer = broken;
    await waitUntil('the complaint', () => log.some((line) => line.includes('MediaMTX')));
    expect(await running(gateway)).toMatchObject([{ pid: process?.pid, viewers: 2 }]);
    api.answer = paths(true, 2);
    await waitUntil('it to answer', () => log.includes('MediaMTX answers again'));
    log.length = 0;
  }

  // One is left, so a viewer that goes stops nothing; after the last one FFmpeg lingers and ends.
  api.answer = paths(true, 1);
  expect(await (await post(gateway, 'cam1/stop?if=unused')).json()).toEqual({ status: 'ok', pid: null });
  expect(await running(gateway)).toMatchObject([{ pid: process?.pid, viewers: 1 }]);
  api.answer = paths(true, 0);
  await waitUntil('FFmpeg to end', async () => (await running(gateway)).length === 0);
});

describe('a start', () => {
  test('says what to do when MediaMTX does not answer, and leaves no FFmpeg', async () => {
    const [port = 0] = await freePorts(1);
    const gateway = await start(`http://127.0.0.1:${port}`, port);
    const answer = await post(gateway, 'cam1/start');
    expect(answer.status).toBe(502);
    expect(((await answer.json()) as { error: string }).error).toMatch(/does not answer at http:\/\/127\.0\.0\.1:\d+ .*"api: true"/);
    expect(await running(gateway)).toEqual([]);
  });

  test('is refused while somebody else publishes the path, and begins when that is over', async () => {
    const [port = 0] = await freePorts(1);
    const api = await startApi();
    const gateway = await start(api.url, port);
    api.answer = paths(true, 3);
    const answer = await post(gateway, 'cam1/start');
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'taken', error: expect.stringContaining('somebody else') as string }]);
    expect(await running(gateway)).toEqual([]);
    const { cameras } = (await (await fetch(`${gateway.apiUrl}/api/cameras`)).json()) as { cameras: object[] };
    expect(cameras[0]).toMatchObject({ name: 'cam1', state: 'idle', lastError: { code: 'taken' } });

    // What is left of our own push goes in a moment.
    setTimeout(() => (api.answer = paths(false, 0)), 500);
    void post(gateway, 'cam1/start').catch(() => undefined);
    await waitUntil('FFmpeg', async () => (await running(gateway)).length > 0);
  });

  test('is not answered by the pictures of somebody else when the camera is dead', async () => {
    const api = await startApi();
    const camera = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await once(camera, 'listening');
    closing.push({ close: () => camera.close() });
    const { port } = camera.address() as AddressInfo;
    const gateway = await start(api.url, 9, () => undefined, [{ name: 'cam1', source: { type: 'rtsp', url: `rtsp://127.0.0.1:${port}/cam` } }]);
    const answer = post(gateway, 'cam1/start');
    await waitUntil('FFmpeg', async () => (await running(gateway)).length > 0);
    api.answer = paths(true, 0);
    expect(((await (await answer).json()) as { code: string }).code).toBe('no-answer');
  });

  test('needs the right to change something', async () => {
    const api = await startApi();
    const gateway = await start(api.url, 9);
    expect((await fetch(`${gateway.apiUrl}/api/processes/cam1/start`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${gateway.apiUrl}/api/processes/cam1/start`, { method: 'POST', headers: { origin: 'http://evil.example' } })).status).toBe(403);
    expect(await running(gateway)).toEqual([]);
  });

  test('is told to the viewer by config.json', async () => {
    const gateway = await start('http://127.0.0.1:9', 9);
    expect(await (await fetch(`${gateway.whepUrl}/config.json`)).json()).toMatchObject({ whep: 'http://127.0.0.1:8889', cameras: [{ name: 'cam1' }, {}, {}, {}] });
    expect((await post(gateway, '../../cam1/whep')).status).toBe(404);
  });
});

describe('the options', () => {
  const own = { whepPort: 8889, apiPort: 9997 };
  test('give way to MediaMTX’s ports, and to none of another', () => {
    expect(readMediamtxSettings({}, own)).toEqual({});
    expect(readMediamtxSettings({ mediamtx: 'http://127.0.0.1:9997' }, own)).toEqual({
      whepPort: 8880,
      apiPort: 9996,
      mediamtx: { api: 'http://127.0.0.1:9997', whep: 'http://127.0.0.1:8889', push: { protocol: 'rtsp', base: 'rtsp://127.0.0.1:8554/' } },
    });
    expect(readMediamtxSettings({ mediamtx: 'http://127.0.0.1:9997', push: 'rtmp' }, { whepPort: 1, apiPort: 2 })).toMatchObject({ whepPort: 1, apiPort: 2, mediamtx: { push: { base: 'rtmp://127.0.0.1:1935/' } } });
  });

  test.each([
    [{ push: 'rtsp' }, '--mediamtx <address>'],
    [{ mediamtx: 'localhost:9997' }, 'is no address'],
    [{ mediamtx: 'http://admin:pw@127.0.0.1:9997' }, 'no user name'],
    [{ mediamtx: 'http://127.0.0.1:9997', push: 'srt' }, '--push "srt" is not known'],
    [{ mediamtx: 'http://127.0.0.1:9997', push: 'rtsp://127.0.0.1:8554/x?a' }, 'nothing behind'],
    [{ mediamtx: 'http://127.0.0.1:9997', push: 'file:///tmp/x' }, 'is not known'],
  ])('%j is refused', (flags, words) => {
    expect(() => readMediamtxSettings(flags, own)).toThrow(words);
  });
});

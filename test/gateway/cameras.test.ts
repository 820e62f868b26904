import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { parseSource } from '../../src/gateway/camera/camera-source.ts';
import { startRtspCamera, type RtspCamera } from '../support/rtsp-camera.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

let camera: RtspCamera;
let mpeg4: RtspCamera;
let gateway: Gateway;
const lines: string[] = [];

beforeAll(async () => {
  camera = await startRtspCamera();
  mpeg4 = await startRtspCamera('mpeg4');
  const at = (path: string, user = ''): string => `rtsp://${user}${camera.host}${path}`;
  const sources: Record<string, string> = {
    demo: 'demo',
    good: at('/cam'),
    password: at('/auth', 'admin:secret@'),
    wrong: at('/auth', 'admin:hunter2@'),
    missing: at('/nowhere'),
    hang: at('/hang'),
    stall: at('/stall'),
    drop: at('/drop'),
    refused: 'rtsp://127.0.0.1:9/cam',
    nohost: 'rtsp://no-such-host.invalid/cam',
    other: `rtsp://${mpeg4.host}/cam`,
  };
  const cameras = Object.entries(sources).map(([name, source]) => ({ name, source: parseSource(source) }));
  gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs: 0, allowOrigins: [] }, (line) => lines.push(line));
});
afterAll(async () => {
  await gateway?.close();
  await camera?.close();
  await mpeg4?.close();
});

const processes = async (): Promise<{ camera: string; pid: number; command: string }[]> =>
  ((await (await fetch(`${gateway.apiUrl}/api/processes`)).json()) as { processes: { camera: string; pid: number; command: string }[] }).processes;

test.each(['demo', 'good', 'password', 'other'])('plays "%s", and its FFmpeg is gone after the viewer', async (name) => {
  const viewer = await openWhep(gateway.whepUrl, name);
  expect(viewer.status, JSON.stringify(viewer.error)).toBe(201);
  await waitUntil('twenty packets', () => viewer.packets() > 20);
  expect((await processes()).map((process) => process.camera)).toEqual([name]);
  expect(await viewer.remove()).toBe(200);
  await waitUntil('no FFmpeg', async () => (await processes()).length === 0);
  viewer.close();
});

test('H.264 is copied, anything else is encoded', async () => {
  const good = await openWhep(gateway.whepUrl, 'good');
  const other = await openWhep(gateway.whepUrl, 'other');
  const commands = Object.fromEntries((await processes()).map((process) => [process.camera, process.command]));
  expect(commands.good).toContain('-c:v copy');
  expect(commands.other).toContain('libx264');
  await good.remove();
  await other.remove();
  good.close();
  other.close();
});

test.each([
  ['wrong', 403, 'unauthorised'],
  ['missing', 404, 'not-found'],
  ['refused', 502, 'refused'],
  ['nohost', 502, 'bad-host'],
  ['hang', 504, 'no-answer'],
] as const)('a camera that is "%s" answers %d with the code "%s" and words', async (name, status, code) => {
  const viewer = await openWhep(gateway.whepUrl, name);
  expect([viewer.status, viewer.error.code]).toEqual([status, code]);
  expect(viewer.error.error?.length).toBeGreaterThan(20);
  viewer.close();
  await waitUntil('no FFmpeg and no retry', async () => (await processes()).every((process) => process.camera !== name));
  const { cameras } = (await (await fetch(`${gateway.apiUrl}/api/cameras`)).json()) as { cameras: { name: string; nextRetryAt: string | null; lastError: { code: string } | null }[] };
  const listed = cameras.find((entry) => entry.name === name);
  expect(listed?.lastError?.code).toBe(code);
  await waitUntil('nobody tries again', async () => {
    const now = (await (await fetch(`${gateway.apiUrl}/api/cameras`)).json()) as { cameras: { name: string; nextRetryAt: string | null }[] };
    return now.cameras.find((entry) => entry.name === name)?.nextRetryAt === null;
  });
}, 30_000);

test('a camera that answers and sends nothing is told as such', async () => {
  const viewer = await openWhep(gateway.whepUrl, 'stall');
  expect([viewer.status, viewer.error.code]).toEqual([502, 'no-media']);
  // Nothing was learned of its codec: it is copied when it sends again.
  expect(lines.filter((line) => line.startsWith('stall:') && line.includes('encoded'))).toEqual([]);
  viewer.close();
}, 30_000);

test('a camera that drops its stream is tried again while somebody watches', async () => {
  const viewer = await openWhep(gateway.whepUrl, 'drop');
  expect(viewer.status).toBe(201);
  await waitUntil('the first pictures', () => viewer.packets() > 0);
  await waitUntil('the retry', () => lines.filter((line) => line.startsWith('drop: FFmpeg') && line.endsWith('started')).length >= 2);
  const after = viewer.packets();
  await waitUntil('pictures after the retry', () => viewer.packets() > after);
  await viewer.remove();
  viewer.close();
  await waitUntil('no FFmpeg', async () => (await processes()).length === 0);
}, 30_000);

test('no password is in any line of the log, or in any answer', async () => {
  const viewer = await openWhep(gateway.whepUrl, 'wrong');
  const all = [
    JSON.stringify(viewer.error),
    lines.join('\n'),
    await (await fetch(`${gateway.apiUrl}/api/processes`)).text(),
    await (await fetch(`${gateway.apiUrl}/api/cameras`)).text(),
    await (await fetch(`${gateway.whepUrl}/config.json`)).text(),
    await (await fetch(`${gateway.apiUrl}/v3/paths/list`)).text(),
  ].join('\n');
  expect(all).not.toMatch(/hunter2|secret/);
  expect(all).toContain('rtsp://***@');
  viewer.close();
});

describe('a page may add a camera', () => {
  const add = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${gateway.whepUrl}/api/cameras`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.token}`, ...headers },
      body: JSON.stringify(body),
    });

  test('which plays, and is taken away again', async () => {
    expect((await add({ name: 'mine', source: `rtsp://${camera.host}/cam` })).status).toBe(201);
    const viewer = await openWhep(gateway.whepUrl, 'mine');
    expect(viewer.status).toBe(201);
    await viewer.remove();
    viewer.close();
    const gone = await fetch(`${gateway.whepUrl}/api/cameras/mine`, { method: 'DELETE', headers: { authorization: `Bearer ${gateway.token}` } });
    expect(gone.status).toBe(200);
    expect((await openWhep(gateway.whepUrl, 'mine')).status).toBe(404);
  });

  test.each([
    ['another scheme', 'http://host/cam'],
    ['a local file', '/etc/passwd'],
    ['a pseudo protocol', 'concat:/etc/passwd|/etc/hosts'],
    ['an option', '-i /etc/passwd'],
    ['a line break', 'rtsp://host/a\nb'],
    ['a pipe', 'rtsp://host/a|b'],
    ['a NUL', 'rtsp://host/a\u0000b'],
    ['no host', 'rtsp:///cam'],
    ['a host that is an option', 'rtsp://-v/cam'],
    ['nothing', ''],
    ['far too much', `rtsp://host/${'a'.repeat(5_000)}`],
  ])('but not %s', async (_what, source) => {
    const answer = await add({ name: 'bad', source });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error.length).toBeGreaterThan(10);
  });

  test.each(['', '../x', 'a/b', "x';drawtext", '-v', 'a'.repeat(65), 'demo'])('nor one named %j', async (name) => {
    expect((await add({ name, source: 'rtsp://host/cam' })).status).toBe(400);
  });

  test('nor anybody without the token, nor a page of another site', async () => {
    expect((await add({ name: 'x', source: 'rtsp://host/cam' }, { authorization: '' })).status).toBe(401);
    expect((await add({ name: 'x', source: 'rtsp://host/cam' }, { authorization: '', origin: 'http://evil.example' })).status).toBe(403);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import type { ServerSnapshot } from '../../../src/core/endpoints/server-snapshot.ts';
import type { EndpointSetting } from '../../../src/core/settings.ts';
import type { Access } from '../../../src/panel/servers/server-request.ts';
import { watchServer, type WatchedServer } from '../../../src/panel/servers/watched-server.ts';
import * as mediamtx from '../../core/endpoints/mediamtx-payloads.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { refusal, scriptServer, type Answer, type ScriptedServer } from './scripted-server.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(answers: Record<string, Answer>, port?: number): Promise<ScriptedServer> {
  const server = await scriptServer(answers, port);
  stops.push(server.close);
  return server;
}

interface Watching extends WatchedServer {
  readonly reports: ServerSnapshot[];
}

function watch(url: string, more: Partial<EndpointSetting> = {}, access: Partial<Access> = {}): Watching {
  const reports: ServerSnapshot[] = [];
  const server = watchServer(
    { url, kind: 'auto', intervalMs: 500, ...more },
    {
      report: (snapshot) => void reports.push(snapshot),
      access: async (signal) => ({ credentials: undefined, hasPermission: async () => true, ...access, signal }),
    },
  );
  stops.unshift(server.stop);
  return { ...server, reports };
}

const firstReport = ({ reports }: Watching) => waitUntil('the first report', () => reports[0]);
const ffmpegs = { version: 1, processes: [{ pid: 7, camera: 'cam1', state: 'running', viewers: 1 }] };
const api = {
  '/v3/paths/list': mediamtx.paths,
  '/v3/webrtcsessions/list': mediamtx.webrtcSessions,
  '/v3/rtspsessions/list': mediamtx.rtspSessions,
  '/v3/info': mediamtx.info,
  '/v3/config/paths/list': mediamtx.config,
};

describe('what a server is, is found out', () => {
  test('a camera server tells processes, sessions and paths at one address', async () => {
    const server = await serve({ '/api/processes': ffmpegs, ...api });
    const first = await firstReport(watch(server.origin));
    expect(first).toMatchObject({ endpoint: server.origin, kind: 'ffmpeg-status', link: 'ok', tells: ['processes', 'sessions', 'paths'], continued: false });
    expect([first.processes.length, first.sessions.length, first.paths.length]).toEqual([1, 2, 4]);
  });

  test('MediaMTX tells sessions and paths, and no processes', async () => {
    const server = await serve(api);
    const first = await firstReport(watch(server.origin, { kind: 'mediamtx' }));
    expect(first).toMatchObject({ kind: 'mediamtx', link: 'ok', tells: ['sessions', 'paths'], software: 'MediaMTX v1.20.1' });
    expect(first.paths[0]).toMatchObject({ name: 'cam1', publisher: 'Lavf59.27.100' });
  });

  test('go2rtc, Frigate, metrics and an own JSON', async () => {
    const kinds: string[] = [];
    for (const [path, answer, setting] of [
      ['/api/streams', { cam1: { producers: [], consumers: null } }, {}],
      ['/api/stats', { cameras: {}, cpu_usages: {} }, {}],
      ['/metrics', mediamtx.metrics, {}],
      ['/my/status.json', [1, 2], { kind: 'custom', mapping: { list: '', pid: '' } }],
    ] as const) {
      const server = await serve({ [path]: answer });
      const address = 'kind' in setting ? `${server.origin}${path}` : server.origin;
      const first = await firstReport(watch(address, setting));
      kinds.push(`${first.kind} ${first.link} ${first.tells.join(' ')}`);
    }
    expect(kinds).toEqual(['go2rtc ok sessions paths', 'frigate ok processes', 'prometheus ok sessions paths', 'custom ok processes']);
  });

  test('later looks ask only for what it has, and seldom for what changes seldom', async () => {
    const server = await serve(api);
    const watched = watch(server.origin);
    await firstReport(watched);
    const before = server.asked.length;
    await watched.lookNow();
    expect(server.asked.slice(before).map((line) => line.replace(/\?.*/, '')).sort()).toEqual([
      'GET /v3/paths/list',
      'GET /v3/rtspsessions/list',
      'GET /v3/webrtcsessions/list',
    ]);
    expect(watched.last()?.software).toBe('MediaMTX v1.20.1');
  });

  test('all pages of a long list are read', async () => {
    const items = Array.from({ length: 1_200 }, (_, i) => ({ name: `cam${i}` }));
    const page = (request: { url?: string }, response: { end(body: string): void }): void => {
      const query = new URL(request.url ?? '', 'http://localhost').searchParams;
      const [n, size] = [Number(query.get('page')), Number(query.get('itemsPerPage'))];
      response.end(JSON.stringify({ itemCount: items.length, pageCount: Math.ceil(items.length / size), items: items.slice(n * size, (n + 1) * size) }));
    };
    const server = await serve({ '/v3/paths/list': page });
    expect((await firstReport(watch(server.origin))).paths.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
  });
});

describe('why there is no news, in a word and a reason', () => {
  const cases: [string, Record<string, Answer>, ServerSnapshot['link'], string][] = [
    ['a reason with a password in it', { '/v3/paths/list': refusal(401, 'no access to rtsp://admin:hunter2@10.0.0.9/1') }, 'unauthorised', 'no access to rtsp://***@10.0.0.9/1'],
    ['it wants credentials', { '/v3/paths/list': refusal(401, 'authentication error') }, 'unauthorised', 'answered 401: authentication error'],
    ['it is in trouble', { '/api/processes': refusal(503, 'starting') }, 'down', 'answered 503: starting'],
    ['it is something else', { '/index.html': 'hello' }, 'garbage', 'no camera server of a known kind: nothing at /api/processes, /v3/paths/list'],
    ['it answers HTML to everything', { '/api/processes': '<!doctype html>', '/api/stats': '<html>' }, 'garbage', 'is not JSON'],
    ['it is of a newer version', { '/api/processes': { version: 2, processes: [] } }, 'garbage', 'version 2'],
    ['it never ends', { '/api/processes': (_: unknown, r: { end(s: string): void }) => r.end(`"${'x'.repeat(5_000_000)}"`) }, 'garbage', 'larger than 4 MB'],
    ['it points elsewhere', { '/api/processes': (_: unknown, r: { writeHead(n: number, h: object): { end(): void } }) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end() }, 'garbage', 'redirects to another address'],
  ];
  test.each(cases)('%s', async (_, answers, link, reason) => {
    const server = await serve(answers);
    const first = await firstReport(watch(server.origin));
    expect(first).toMatchObject({ link, kind: 'unknown', tells: [], processes: [] });
    expect(first.error).toContain(reason);
  });

  test('nobody is there', async () => {
    const server = await scriptServer({});
    await server.close();
    expect(await firstReport(watch(server.origin))).toMatchObject({ link: 'down', error: 'nothing answers at this address' });
    const kept = await firstReport(watch(server.origin, {}, { hasPermission: async () => false }));
    expect(kept).toMatchObject({ link: 'permission', error: expect.stringContaining('allow its host') });
  });

  test('it is asked for one host only, and with its own credentials', async () => {
    const server = await serve({ '/api/processes': ffmpegs });
    await firstReport(watch(server.origin, {}, { credentials: { scheme: 'bearer', token: 'T' } }));
    await firstReport(watch(server.origin, {}, { credentials: { scheme: 'basic', user: 'ä', password: 'p:w' } }));
    const sent = new Set(server.headers.map(({ authorization }) => authorization));
    expect(sent).toEqual(new Set(['Bearer T', `Basic ${Buffer.from('ä:p:w').toString('base64')}`]));
  });
});

describe('over time', () => {
  test('half of the news is no news: a server that fails to tell its processes is not one without', async () => {
    const server = await serve({ '/api/processes': ffmpegs, ...api });
    const watched = watch(server.origin);
    await firstReport(watched);
    server.answers = { ...server.answers, '/api/processes': refusal(500, 'oops') };
    await watched.lookNow();
    expect(watched.last()).toMatchObject({ link: 'down', error: 'answered 500: oops', tells: ['processes', 'sessions', 'paths'] });
    expect(watched.last()?.processes).toHaveLength(1);
    server.answers = { '/api/processes': ffmpegs, ...api };
    await watched.lookNow();
    expect(watched.last()).toMatchObject({ link: 'ok', continued: false });
    expect(watched.last()).not.toHaveProperty('error');
    await watched.lookNow();
    expect(watched.last()).toMatchObject({ link: 'ok', continued: true });
  });

  test('a slow server is never asked twice at once', async () => {
    const slow = (_: unknown, response: { end(s: string): void }): void => void setTimeout(() => response.end(JSON.stringify(ffmpegs)), 300);
    const server = await serve({ '/api/processes': slow });
    const watched = watch(server.origin, { intervalMs: 500 });
    await firstReport(watched);
    const before = server.asked.length;
    server.open.most = 0;
    await Promise.all([watched.lookNow(), watched.lookNow(), watched.lookNow()]);
    expect(server.open.most).toBe(1);
    expect(server.asked.length - before).toBeLessThanOrEqual(3);
    expect(server.asked.length).toBeGreaterThan(before);
  });

  test('one that is down is asked less and less often', async () => {
    const server = await serve({ '/api/processes': refusal(503, 'down') });
    const watched = watch(server.origin, { intervalMs: 500 });
    const started = Date.now();
    await waitUntil('three reports', () => watched.reports.length >= 3);
    // 1 s after the first failure, 2 s after the second.
    expect(Date.now() - started).toBeGreaterThan(2_500);
  });

  test('what is watched no longer is let go in the middle of an answer, and reported no more', async () => {
    const server = await serve({ '/api/processes': () => undefined });
    const watched = watch(server.origin);
    await waitUntil('it is asked', () => server.open.now > 0);
    watched.stop();
    await waitUntil('the requests are given up', () => server.open.now === 0);
    const asked = server.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(watched.reports).toEqual([]);
    expect(server.asked.length).toBe(asked);
  });
});

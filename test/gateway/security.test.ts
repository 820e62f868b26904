import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Hono } from 'hono';
import { limitPosts } from '../../src/gateway/http/post-limit.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { rawRequest } from '../support/raw-request.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep, type WhepClient } from '../support/whep-client.ts';

const ALLOWED = 'http://allowed.example';
const EVIL = 'http://evil.example';
const PASSWORD = 'pass_of-the-camera';
const SDP = { 'content-type': 'application/sdp' };
const STOP = '/api/processes/cam1/stop';

const log: string[] = [];
let folder: string;
let gateway: Gateway;
let viewer: WhepClient;
let sessionId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-leaks-viewer-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>viewer</title>');
  writeFileSync(`${folder}.secret`, 'beside the folder');
  gateway = await startGateway(
    {
      whepPort: 0,
      apiPort: 0,
      cameras: [
        { name: 'cam1', source: { type: 'demo' } },
        { name: 'named', source: { type: 'rtsp', url: `rtsp://127.0.0.1:9/user=admin_password=${PASSWORD}_channel=1?loginuse=admin&loginpas=${PASSWORD}` } },
        { name: 'dead', source: { type: 'rtsp', url: `rtsp://admin:${PASSWORD}@127.0.0.1:9/stream?token=${PASSWORD}` } },
      ],
      lingerMs: 60_000,
      viewer: folder,
      allowOrigins: [ALLOWED],
    },
    (text) => log.push(text),
  );
  viewer = await openWhep(gateway.whepUrl, 'cam1');
  sessionId = viewer.id;
  await waitUntil('pictures', () => viewer.packets() > 0);
});

afterAll(async () => {
  viewer?.close();
  await gateway?.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.secret`, { force: true });
});

const isPlaying = async (): Promise<boolean> => {
  const { body } = await rawRequest(gateway.apiUrl, '/api/processes');
  return (JSON.parse(body) as { processes: { camera: string; viewers: number }[] }).processes.some((p) => p.camera === 'cam1' && p.viewers === 1);
};

describe('another name in Host', () => {
  test.each(['evil.example', 'evil.example:8889', '127.0.0.1.evil.example', 'localhost.evil.example', '127.0.0.1@evil.example', '127.0.0.2', '[::2]'])(
    '%j is refused by both servers',
    async (host) => {
      for (const url of [gateway.whepUrl, gateway.apiUrl]) {
        for (const path of ['/', '/api/processes', '/config.json', '/v3/paths/list']) {
          const answer = await rawRequest(url, path, { headers: { host } });
          expect([400, 421], path).toContain(answer.status);
          expect(answer.body).not.toContain('cam1');
        }
        // Not even the token helps: a page that pointed its name here would be of "the same origin".
        const stop = await rawRequest(url, STOP, { method: 'POST', headers: { host, origin: `http://${host}`, authorization: `Bearer ${gateway.token}` } });
        expect([400, 421]).toContain(stop.status);
      }
      expect(await isPlaying()).toBe(true);
    },
  );

  test('localhost and the IPv6 address are this machine', async () => {
    const { port } = new URL(gateway.apiUrl);
    for (const host of [`localhost:${port}`, `[::1]:${port}`]) {
      expect((await rawRequest(gateway.apiUrl, '/api/processes', { headers: { host } })).status).toBe(200);
    }
  });
});

describe('a page of another site', () => {
  test.each([EVIL, 'null', 'http://127.0.0.1:1', 'http://localhost:5173', `${ALLOWED}.evil.example`, 'HTTP://ALLOWED.EXAMPLE', 'chrome-extension://abc'])(
    'with Origin %s reads nothing and stops nothing',
    async (origin) => {
      for (const url of [gateway.whepUrl, gateway.apiUrl]) {
        const read = await rawRequest(url, '/api/processes', { headers: { origin } });
        expect(read.status).toBe(403);
        expect(read.headers).not.toHaveProperty('access-control-allow-origin');
        expect(read.body).not.toContain('cam1');
        const preflight = await rawRequest(url, STOP, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } });
        expect(preflight.status).toBe(403);
        expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
        expect((await rawRequest(url, STOP, { method: 'POST', headers: { origin } })).status).toBe(403);
        expect((await rawRequest(url, `/v3/webrtcsessions/kick/${sessionId}`, { method: 'POST', headers: { origin } })).status).toBe(403);
      }
      expect((await rawRequest(gateway.whepUrl, '/cam1/whep', { method: 'POST', headers: { origin, ...SDP }, body: 'v=0' })).status).toBe(403);
      expect((await rawRequest(gateway.whepUrl, viewer.location, { method: 'DELETE', headers: { origin } })).status).toBe(403);
      expect((await rawRequest(gateway.whepUrl, '/api/cameras', { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: '{}' })).status).toBe(403);
      expect(await isPlaying()).toBe(true);
    },
  );

  test.each(['cross-site', 'same-site', 'none'])('that hides its Origin is known by Sec-Fetch-Site: %s', async (site) => {
    expect((await rawRequest(gateway.apiUrl, STOP, { method: 'POST', headers: { 'sec-fetch-site': site } })).status).toBe(403);
    expect(await isPlaying()).toBe(true);
  });

  test('cannot say that it is of the own origin when the browser says it is not', async () => {
    const headers = { origin: gateway.apiUrl, 'sec-fetch-site': 'cross-site' };
    expect((await rawRequest(gateway.apiUrl, STOP, { method: 'POST', headers })).status).toBe(403);
  });

  test('may not show the viewer in a frame, nor take an answer for a script', async () => {
    const { headers } = await rawRequest(gateway.whepUrl, '/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } });
    expect(headers).toMatchObject({ 'content-security-policy': "frame-ancestors 'self'", 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' });
  });
});

describe('the event stream', () => {
  const listens = async (): Promise<boolean> => {
    const ending = new AbortController();
    const { status } = await fetch(`${gateway.apiUrl}/api/events`, { signal: ending.signal });
    ending.abort();
    return status === 200;
  };
  const blind = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' };

  test('is not switched off by HEAD, which asks for no stream', async () => {
    for (let times = 0; times < 40; times += 1) {
      const { status, headers, body } = await rawRequest(gateway.apiUrl, '/api/events', { method: 'HEAD' });
      expect([status, headers['content-type'], body]).toEqual([200, 'text/event-stream', '']);
    }
    expect(await listens()).toBe(true);
  });

  test('nor by listeners that vanish, at whatever moment', async () => {
    const { hostname, port } = new URL(gateway.apiUrl);
    const vanish = async (afterMs: number): Promise<void> => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(`GET /api/events HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      socket.resetAndDestroy();
    };
    for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 30 }, (_, i) => vanish(i * 3)));
    await waitUntil('all to be forgotten', async () => (await Promise.all(Array.from({ length: 30 }, listens))).every(Boolean), 5_000);
  });

  test.each(['GET', 'HEAD', 'OPTIONS'])('nor anything else by %s from a page that does not read the answer', async (method) => {
    for (const url of [gateway.whepUrl, gateway.apiUrl]) {
      for (const path of ['/api/events', '/api/processes', '/v3/paths/list']) {
        expect((await rawRequest(url, path, { method, headers: blind })).status).toBe(403);
        expect((await rawRequest(url, path, { method, headers: { ...blind, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } })).status).toBe(403);
      }
    }
  });

  test('and the viewer may be linked to', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect((await rawRequest(gateway.whepUrl, '/', { headers })).status).toBe(200);
  });
});

describe('an allowed origin', () => {
  test('is named exactly, never by a star', async () => {
    for (const origin of [ALLOWED, EVIL, undefined]) {
      const { headers } = await rawRequest(gateway.apiUrl, '/api/processes', { headers: origin ? { origin } : {} });
      expect(headers['access-control-allow-origin']).toBe(origin === ALLOWED ? ALLOWED : undefined);
      expect(headers.vary).toContain('Origin');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test('gets its preflight', async () => {
    const headers = { origin: ALLOWED, 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'content-type' };
    const preflight = await rawRequest(gateway.whepUrl, '/cam1/whep', { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, ALLOWED]);
    expect(preflight.headers['access-control-allow-methods']).toContain('DELETE');
  });
});

describe('the token', () => {
  test.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['in another scheme', { authorization: 'Basic' }],
  ])('%s stops nothing', async (_, headers: Record<string, string>) => {
    expect((await rawRequest(gateway.apiUrl, STOP, { method: 'POST', headers })).status).toBe(401);
    expect((await rawRequest(gateway.apiUrl, `/v3/webrtcsessions/kick/${sessionId}`, { method: 'POST', headers })).status).toBe(401);
    expect(await isPlaying()).toBe(true);
  });

  test('cut short, made longer, or with another last letter is wrong', async () => {
    const { token } = gateway;
    for (const wrong of [token.slice(0, -1), `${token}a`, `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`, token.toUpperCase()]) {
      expect((await rawRequest(gateway.apiUrl, STOP, { method: 'POST', headers: { authorization: `Bearer ${wrong}` } })).status).toBe(401);
    }
  });

  test('lets an extension without an allowed origin in, and gives pages no right to read', async () => {
    const headers = { origin: 'chrome-extension://abc', authorization: `Bearer ${gateway.token}` };
    const read = await rawRequest(gateway.apiUrl, '/api/processes', { headers });
    expect(read.status).toBe(200);
    expect(read.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

test('no path leads out of the viewer’s folder', async () => {
  const beside = `${folder.split('/').at(-1)}.secret`;
  const up = ['..', '%2e%2e', '..%2f..', '%2e%2e%2f%2e%2e', '..%5c..', '..\\..', '....//', '%252e%252e', '.%00./..'];
  for (const dots of up) {
    for (const target of ['etc/passwd', beside, `../../../../../../etc/passwd`, `..%2f..%2f..%2f..%2f..%2fetc%2fpasswd`]) {
      const { status, body } = await rawRequest(gateway.whepUrl, `/${dots}/${target}`);
      expect(body, `/${dots}/${target}`).not.toMatch(/root:|beside the folder/);
      expect(status, `/${dots}/${target}`).not.toBe(500);
    }
  }
  expect((await rawRequest(gateway.whepUrl, '//etc/passwd')).body).not.toContain('root:');
  expect((await rawRequest(gateway.whepUrl, '/index.html')).body).toContain('viewer');
});

test('bodies have a limit', async () => {
  const sdp = await rawRequest(gateway.whepUrl, '/cam1/whep', { method: 'POST', headers: SDP, body: `v=0\r\n${'a=x\r\n'.repeat(40_000)}` });
  expect(sdp.status).toBe(413);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${gateway.token}` };
  const camera = await rawRequest(gateway.whepUrl, '/api/cameras', { method: 'POST', headers, body: JSON.stringify({ name: 'x'.repeat(20_000), source: 'rtsp://h/' }) });
  expect(camera.status).toBe(413);
  expect(await isPlaying()).toBe(true);
});

test('POSTs have a limit, which ends by itself', async () => {
  const app = new Hono().use(limitPosts(3, 300)).all('/', (c) => c.text('ok'));
  const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await app.request('/', { method: 'POST' })).status));
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  expect((await app.request('/')).status).toBe(200);
  await waitUntil('the limit to end', async () => (await app.request('/', { method: 'POST' })).status === 200);
});

test('a camera’s password is in no answer and in no log', async () => {
  const both = Promise.all(['dead', 'named'].map((camera) => openWhep(gateway.whepUrl, camera)));
  const answers: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    for (const path of ['/api/processes', '/api/cameras', '/v3/paths/list', '/v3/webrtcsessions/list', '/config.json']) answers.push((await rawRequest(gateway.whepUrl, path)).body);
  }
  for (const client of await both) {
    client.close();
    answers.push(JSON.stringify(client.error));
  }
  answers.push(...log);
  expect(answers.join('\n')).toContain('rtsp://***@127.0.0.1:9/stream');
  expect(answers.join('\n')).toContain('rtsp://127.0.0.1:9/user=***_password=***_channel=1?loginuse=***&loginpas=***');
  expect(answers.join('\n')).not.toMatch(/of-the-camera/);
  expect(log.some((line) => line.includes('dead'))).toBe(true);
});

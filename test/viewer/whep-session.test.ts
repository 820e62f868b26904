import { afterEach, describe, expect, test } from 'vitest';
import { WhepSession } from '../../src/viewer/whep/whep-session.ts';
import { startScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts';

const never = new AbortController().signal;
const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
}

/** A server that does all as MediaMTX does. */
const mediamtx: Script = ({ method }, response) => {
  if (method === 'OPTIONS') response.writeHead(204, { Link: '<stun:s>; rel="ice-server"' }).end();
  else if (method === 'POST') response.writeHead(201, { Location: '/cam1/whep/secret', ETag: '*', 'Content-Type': 'application/sdp' }).end('v=0 answer');
  else if (method === 'PATCH') response.writeHead(204).end();
  else response.writeHead(200).end('{"status":"ok"}');
};

describe('a session', () => {
  test('asks, offers, trickles and ends', async () => {
    const server = await serve(mediamtx);
    const session = new WhepSession(new URL('/cam1/whep', server.origin), { authorization: 'Bearer t' });
    expect(await session.iceServers(never)).toEqual([{ urls: 'stun:s' }]);
    expect(await session.post('v=0 offer')).toBe('v=0 answer');
    await session.trickle('a=mid:0', never);
    await session.delete();
    await session.delete();
    expect(server.calls.map(({ method, path, body }) => `${method} ${path} ${body}`)).toEqual([
      'OPTIONS /cam1/whep ',
      'POST /cam1/whep v=0 offer',
      'PATCH /cam1/whep/secret a=mid:0',
      'DELETE /cam1/whep/secret ',
    ]);
    expect(server.calls.map(({ headers }) => headers.authorization)).toEqual(['Bearer t', 'Bearer t', 'Bearer t', 'Bearer t']);
    expect(server.calls[1]?.headers['content-type']).toBe('application/sdp');
    expect(server.calls[2]?.headers).toMatchObject({ 'content-type': 'application/trickle-ice-sdpfrag', 'if-match': '*' });
  });

  test('that was never offered has nothing to end', async () => {
    const server = await serve(mediamtx);
    await new WhepSession(new URL('/cam1/whep', server.origin)).delete();
    expect(server.calls).toEqual([]);
  });

  test('whose answer comes late is ended as soon as its address is known', async () => {
    let answer = (): void => undefined;
    const server = await serve((call, response) => {
      if (call.method !== 'POST') return mediamtx(call, response);
      answer = () => void mediamtx(call, response);
      return undefined;
    });
    const session = new WhepSession(new URL('/cam1/whep', server.origin));
    const posted = session.post('v=0');
    while (server.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const ended = session.delete();
    answer();
    await Promise.all([posted, ended]);
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /cam1/whep', 'DELETE /cam1/whep/secret']);
  });

  test('whose server ends what is aborted waits for the answer a moment, and then aborts', async () => {
    let patience = 0;
    const server = await serve(async (call, response) => {
      if (call.method === 'POST') await new Promise((resolve) => setTimeout(resolve, patience));
      if (!response.destroyed) await mediamtx(call, response);
    });
    const ended: string[] = [];
    for (patience of [100, 3_000]) {
      const session = new WhepSession(new URL('/cam1/whep', server.origin), { endsAborted: true });
      const before = server.calls.length;
      const posted = session.post('v=0').then(() => 'answered', (error: Error) => error.name);
      while (server.calls.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      await session.delete();
      ended.push(`${await posted} ${session.isAborted} ${server.calls.length - before}`);
    }
    expect(ended).toEqual(['answered false 2', 'AbortError true 1']);
  });

  test('sends its password to no other server', async () => {
    const edge = await serve(mediamtx);
    const server = await serve((call, response) => {
      if (call.method === 'POST') response.writeHead(201, { Location: `${edge.origin}/cam1/whep/secret` }).end('v=0');
    });
    const session = new WhepSession(new URL('/cam1/whep', server.origin), { authorization: 'Basic secret' });
    await session.post('v=0');
    await session.delete();
    expect(server.calls[0]?.headers.authorization).toBe('Basic secret');
    expect(edge.calls.map(({ method, headers }) => [method, headers.authorization])).toEqual([['DELETE', undefined]]);
  });

  test('that is gone already counts as ended, a DELETE that fails does not', async () => {
    let status = 404;
    const server = await serve((call, response) => {
      if (call.method === 'DELETE') response.writeHead(status).end('{"status":"error","error":"not yours"}');
      else void mediamtx(call, response);
    });
    for (const next of [404, 403]) {
      status = next;
      const session = new WhepSession(new URL('/cam1/whep', server.origin));
      await session.post('v=0');
      const ended = session.delete();
      if (next === 404) await ended;
      else await expect(ended).rejects.toThrow('DELETE was answered with 403: not yours');
    }
  });

  test('stops trickling after a server refused, and does not call that a failure', async () => {
    const server = await serve((call, response) => {
      if (call.method === 'PATCH') response.writeHead(405).end();
      else void mediamtx(call, response);
    });
    const session = new WhepSession(new URL('/cam1/whep', server.origin));
    await session.post('v=0');
    await session.trickle('a=1', never);
    await session.trickle('a=2', never);
    expect(session.trickles).toBe(false);
    expect(server.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  });

  test('restarts with the fragment of the server', async () => {
    const server = await serve((call, response) => {
      if (call.method === 'PATCH') response.writeHead(200, { ETag: '"new"' }).end('a=ice-ufrag:n');
      else void mediamtx(call, response);
    });
    const session = new WhepSession(new URL('/cam1/whep', server.origin));
    await session.post('v=0');
    expect(await session.restart('a=ice-ufrag:m', never)).toBe('a=ice-ufrag:n');
    await session.trickle('a=1', never);
    expect(server.calls.filter(({ method }) => method === 'PATCH').map(({ headers }) => headers['if-match'])).toEqual(['*', '"new"']);
  });

  test('a server without OPTIONS has no ICE servers', async () => {
    const server = await serve((_, response) => void response.writeHead(405).end());
    expect(await new WhepSession(new URL('/cam1/whep', server.origin)).iceServers(never)).toEqual([]);
  });
});

describe('what a server says when it refuses', () => {
  test.each([
    [404, '{"status":"error","error":"no stream is available on path \'x\'"}', "no stream is available on path 'x'"],
    [400, 'plain words', 'plain words'],
    [502, '<html><body>Bad gateway</body></html>', ''],
    [500, '', ''],
    [500, '{"error":{"deep":1}}', ''],
    [500, `{"error":"${'x'.repeat(5_000)}"}`, 'x'.repeat(300)],
    [200, 'v=0', 'v=0'],
  ])('%i %s', async (status, body, words) => {
    const server = await serve((_, response) => void response.writeHead(status).end(body));
    const posted = new WhepSession(new URL('/cam1/whep', server.origin)).post('v=0');
    await expect(posted).rejects.toMatchObject({ name: 'WhepError', status, words });
  });
});

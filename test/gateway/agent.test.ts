import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { agentStatus } from '../../src/gateway/agent/agent-status.ts';
import { linuxListeners } from '../../src/gateway/agent/linux-listeners.ts';
import { isFfmpeg } from '../../src/gateway/agent/machine-process.ts';
import { portableProcesses } from '../../src/gateway/agent/portable-processes.ts';
import { readProcessTable } from '../../src/gateway/agent/process-table.ts';
import { startAgent, type Agent } from '../../src/gateway/agent/start-agent.ts';
import { statusTable } from '../../src/gateway/agent/status-table.ts';
import { stopProcess } from '../../src/gateway/agent/stop-process.ts';
import { waitUntil } from '../support/wait-until.ts';
import { ffmpegStatusErrors } from '../support/ffmpeg-status-schema.ts';

const PASSWORD = "p@ss'-of-the cam era";
const PICTURE = ['-hide_banner', '-nostdin', '-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=5', '-f', 'null'];
const FFMPEG = execFileSync('which', ['ffmpeg'], { encoding: 'utf8' }).trim();
const started: ChildProcess[] = [];
const pids: number[] = [];
let agent: Agent | undefined;

afterEach(async () => {
  for (const pid of pids.splice(0)) if (isThere(pid)) process.kill(pid, 'SIGKILL');
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await agent?.close();
  agent = undefined;
});

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);

async function ffmpeg(args: readonly string[] = [...PICTURE, '-'], env: Record<string, string> = {}, program = 'ffmpeg'): Promise<number> {
  const child = spawn(program, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  started.push(child);
  await once(child, 'spawn');
  const { pid } = child as { pid: number };
  await waitUntil('FFmpeg to be listed', async () => (await readProcessTable()).ffmpegs.some((p) => p.pid === pid));
  return pid;
}

const entry = async (pid: number) => (await agentStatus()).processes.find((p) => p.pid === pid);
const stop = (which: string | number, headers: Record<string, string>) => fetch(`${agent?.url}/api/processes/${which}/stop`, { method: 'POST', headers });
const withToken = () => ({ authorization: `Bearer ${agent?.token}` });

describe('the list', () => {
  test('tells parent, label, input, cpu and memory of an FFmpeg that nobody told of, in the contract’s form', async () => {
    const pid = await ffmpeg(undefined, { MTX_PATH: 'yard' });
    await agentStatus();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const status = await agentStatus();
    expect(status.processes.find((p) => p.pid === pid)).toMatchObject({
      camera: 'yard',
      state: 'running',
      input: 'testsrc2=size=64x64:rate=5',
      parent: { pid: process.pid },
      orphan: false,
      cpu: expect.any(Number),
    });
    expect(status.processes.find((p) => p.pid === pid)?.rssBytes).toBeGreaterThan(5_000_000);
    expect(Math.abs(Date.now() - Date.parse(status.processes.find((p) => p.pid === pid)?.startedAt ?? ''))).toBeLessThan(10_000);
    expect(ffmpegStatusErrors(status)).toEqual([]);
    expect(statusTable(status)).toMatch(new RegExp(`^${pid} +yard +running `, 'm'));
  });

  test('tells an orphan from a child', async () => {
    // The shell leads a session of its own, as a backend in a terminal does, and is killed.
    const shell = spawn('sh', ['-c', `ffmpeg ${PICTURE.join(' ')} - & echo $!; wait`], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    started.push(shell);
    const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string];
    const pid = Number(line);
    pids.push(pid);
    expect(await waitUntil('it to be listed', () => entry(pid))).toMatchObject({ orphan: false, parent: { pid: shell.pid, name: 'sh' } });
    shell.kill('SIGKILL');
    await once(shell, 'exit');
    expect(await entry(pid)).toMatchObject({ orphan: true, parent: null });
  });

  test('shows a camera’s password in no field', async () => {
    const url = `rtsp://admin:${PASSWORD}@127.0.0.1:9/stream1?password=${PASSWORD}`;
    const named = `rtsp://127.0.0.1:9/user=admin_password=${PASSWORD}_channel=1`;
    const page = ['-headers', `Cookie: ${PASSWORD}`, '-cookies', `a=${PASSWORD}; path=/`, '-decryption_key', PASSWORD, '-i', `http://127.0.0.1:9/x?loginuse=admin&loginpas=${PASSWORD}`];
    // It waits for its first input, so it lives until it is killed.
    const pid = await ffmpeg(['-nostdin', '-loglevel', 'quiet', '-listen', '1', '-i', 'tcp://127.0.0.1:0?listen', '-i', url, '-i', named, ...page, '-f', 'flv', `rtmp://127.0.0.1:9/live2/${PASSWORD}`]);
    const shown = await entry(pid);
    expect(shown?.input).toContain('rtsp://***@127.0.0.1:9/stream1');
    expect(shown).toMatchObject({ camera: 'stream1', command: expect.stringMatching(/-headers \*\*\* -cookies \*\*\* -decryption_key \*\*\* -i .* rtmp:\/\/127.0.0.1:9\/live2\/\*\*\*$/) });
    expect(JSON.stringify(shown) + statusTable(await agentStatus())).not.toMatch(/of-the|camera'?s|cam era/);
  });

  test('tells who listens on a port', async () => {
    const [v4, v6] = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '::1')];
    await Promise.all([once(v4, 'listening'), once(v6, 'listening')]);
    const ports = [v4, v6].map((server) => (server.address() as AddressInfo).port);
    try {
      const { nameOf } = await readProcessTable();
      const found = linuxListeners(ports, nameOf);
      expect(found.toSorted((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port))).toEqual([
        { port: ports[0], address: '127.0.0.1', pid: process.pid, name: nameOf(process.pid) },
        { port: ports[1], address: '::1', pid: process.pid, name: nameOf(process.pid) },
      ]);
    } finally {
      v4.close();
      v6.close();
    }
    expect(linuxListeners(ports, () => undefined)).toEqual([]);
  });

  test('is told alike by the library for systems without /proc', async () => {
    const pid = await ffmpeg([...PICTURE, '-metadata', 'url=http://admin:of the-camera@127.0.0.1:9/', '-'], {}, FFMPEG);
    const { ffmpegs } = await portableProcesses();
    const found = ffmpegs.find((p) => p.pid === pid);
    expect(found).toMatchObject({ parentPid: process.pid, state: 'running', own: true, orphan: false });
    expect(found?.args.join(' ')).toMatch(/-metadata url=http:\/\/\*\*\*@127\.0\.0\.1:9\/ -$/);
  });
});

describe('the names of an FFmpeg', () => {
  const names = ['ffmpeg', 'ffmpeg.exe', 'FFmpeg.exe', 'ffmpeg_g', 'ffmpeg6', 'ffmpeg-7.0.2', 'ffmpeg-n7.1', 'ffmpeg-static', 'ffmpeg-x86_64-unknown-linux-gnu'];
  const imageio = ['ffmpeg-linux-x86_64-v7.0.2', 'ffmpeg-linux64-v4.2.2', 'ffmpeg-linux-aarch64-v7.0.2', 'ffmpeg-macos-aarch64-v7.1', 'ffmpeg-osx64-v4.2.2', 'ffmpeg-win-x86_64-v7.1.exe', 'ffmpeg-win64-v4.2.2.exe'];
  test.each([...names, ...imageio])('%s, also as Linux cuts it', (name) => {
    expect([isFfmpeg(name), isFfmpeg(name.slice(0, 15))]).toEqual([true, true]);
  });

  test.each(['ffmpegthumbnailer', 'ffmpegthumbnai', 'ffmpegfs', 'ffmpegyag', 'ffmpeg-normalize', 'ffmpeg-wrapper.sh', 'ffmpeg.py', 'ffmpeg_server', 'ffprobe', 'ffplay', 'myffmpeg', ''])('not %j', (name) => {
    expect([isFfmpeg(name), isFfmpeg(name.slice(0, 15))]).toEqual([false, false]);
  });

  test('one of a long name is listed and stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rtc-leaks-agent-'));
    const program = join(folder, 'ffmpeg-linux-x86_64-v7.0.2');
    try {
      copyFileSync(FFMPEG, program);
      const pid = await ffmpeg([...PICTURE, '-'], { MTX_PATH: 'long' }, program);
      agent = await startAgent({ port: 0, allowOrigins: [] }, () => undefined);
      expect(await entry(pid)).toMatchObject({ camera: 'long', state: 'running' });
      expect((await stop('long', withToken())).status).toBe(200);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('a stop', () => {
  test('needs the token, even from a page of the agent’s own origin', async () => {
    const pid = await ffmpeg();
    agent = await startAgent({ port: 0, allowOrigins: ['http://allowed.example'] }, () => undefined);
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { origin: agent.url }, { 'sec-fetch-site': 'same-origin' }, { origin: 'http://allowed.example' }]) {
      expect((await stop(pid, headers)).status).toBe(401);
    }
    expect((await stop(pid, { origin: 'http://evil.example' })).status).toBe(403);
    expect(isThere(pid)).toBe(true);
    const answer = await stop(pid, withToken());
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', pid }]);
    expect(await entry(pid)).not.toMatchObject({ state: 'running' });
    expect((await stop(pid, withToken())).status).not.toBe(200);
  });

  test('ends one that is stopped by a signal, and answers only when it is gone', async () => {
    const pid = await ffmpeg(undefined, { MTX_PATH: 'stuck-camera' });
    agent = await startAgent({ port: 0, allowOrigins: [] }, () => undefined);
    process.kill(pid, 'SIGSTOP');
    await waitUntil('it to be stopped', async () => (await entry(pid))?.state === 'stopped');
    expect((await stop('stuck-camera', withToken())).status).toBe(200);
    expect((await readProcessTable()).ffmpegs.filter((p) => p.pid === pid && p.state !== 'zombie')).toEqual([]);
  });

  test('ends no program but an FFmpeg', async () => {
    const sleeper = spawn('sleep', ['60'], { stdio: 'ignore' });
    started.push(sleeper);
    await once(sleeper, 'spawn');
    agent = await startAgent({ port: 0, allowOrigins: [] }, () => undefined);
    expect((await stop(sleeper.pid ?? 0, withToken())).status).toBe(404);
    expect((await stop(process.pid, withToken())).status).toBe(404);
    expect(sleeper.exitCode ?? sleeper.signalCode).toBeNull();
  });

  test('leaves a later process of the same pid, another user’s, and a zombie alone', async () => {
    const pid = await ffmpeg();
    const found = (await readProcessTable()).ffmpegs.find((p) => p.pid === pid);
    if (!found) throw new Error('it is not listed');
    await stopProcess({ ...found, startMark: `${Number(found.startMark) - 1}` });
    expect(isThere(pid)).toBe(true);
    await expect(stopProcess({ ...found, own: false })).rejects.toThrow('another user');
    await expect(stopProcess({ ...found, state: 'zombie' })).rejects.toThrow('has ended already');
    expect(isThere(pid)).toBe(true);
  });
});

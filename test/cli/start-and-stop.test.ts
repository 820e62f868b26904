import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLI } from '../support/dist.ts';
import { waitUntil } from '../support/wait-until.ts';

const START = join(dirname(CLI), 'start.js');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtc-leaks-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const OPTIONS = ['--whep-port', '0', '--api-port', '0'];

/** `npm start -- --once`, up to where its camera server says its address. */
async function begin(command = process.execPath, ...args: readonly string[]) {
  const child = spawn(command, [...(args.length > 0 ? args : [START]), '--once', '--out', join(folder, 'out'), ...OPTIONS], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^camera API\s+(\S+)/.exec(line)?.[1];
    if (url) return { child, exited, url };
  }
  throw new Error('it ended before the camera server was there');
}

const answers = (url: string): Promise<boolean> => fetch(url).then(({ ok }) => ok, () => false);

const profilesOf = async (pid: number | undefined): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith(`rtc-leaks-profile-${hostname()}-${pid}-`));

test('a start that is killed leaves no camera server and no browser, and the next one removes its profile', async () => {
  const { child, exited, url } = await begin();
  expect(await answers(url)).toBe(true);
  const [profile] = await profilesOf(child.pid);
  // The browser holds its profile by this lock while it runs.
  const lock = join(tmpdir(), profile ?? '', 'SingletonLock');
  await lstat(lock);
  child.kill('SIGKILL');
  await exited;
  await waitUntil('the camera server to be gone', async () => !(await answers(url)));
  await waitUntil('the browser to be gone', () => lstat(lock).then(() => false, () => true));
  const next = await begin();
  expect(await profilesOf(child.pid)).toEqual([]);
  next.child.kill('SIGINT');
  await next.exited;
  expect(await profilesOf(next.child.pid)).toEqual([]);
});

test('npm itself is killed: nothing goes on', async () => {
  const { child, exited, url } = await begin('npm', 'start', '--');
  child.kill('SIGKILL');
  await exited;
  await waitUntil('the camera server to be gone', async () => !(await answers(url)));
});

test.each([
  ['FFmpeg does not work', 'ffmpeg', /^cam1 does not play: .*FFmpeg/],
  ['the browser is none', 'chromium', /chromium did not start as a browser/],
])('%s: the last line and the exit code say so', async (_what, broken, words) => {
  const programs = await mkdtemp(join(folder, 'broken-'));
  await writeFile(join(programs, broken), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const PATH = [programs, process.env.PATH].join(delimiter);
  const { code, printed } = await outcome([START, '--once', '--out', join(folder, 'out'), ...OPTIONS], { PATH });
  expect(JSON.parse(printed.trim().split('\n').at(-1) ?? '')).toEqual({ ok: false, error: expect.stringMatching(words) });
  expect(code).toBe(1);
});

test('when nobody reads what it says any more, it stops', async () => {
  const { child, exited, url } = await begin();
  child.stdout.destroy();
  expect(await exited).toEqual([130, null]);
  expect(await answers(url)).toBe(false);
});

test('Ctrl+C, which may come twice, stops all of it and is no success', async () => {
  const { child, exited, url } = await begin();
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await exited).toEqual([130, null]);
  expect(await answers(url)).toBe(false);
});

test.each(['file', 'file/below', '/proc/out'])('a folder that cannot be written is told of before anything is started: %s', async (path) => {
  await writeFile(join(folder, 'file'), '');
  const { code, said } = await outcome([START, '--once', '--out', resolve(folder, path)]);
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(/^--out .* cannot be written: /) });
});

test.each([
  ['a command', ['gatewya'], 'there is no command "gatewya"; see --help'],
  ['a port', ['agent', '--port', '99999'], '--port: "99999" is no port; a port is 0 to 65535'],
  ['an address without its option', ['gateway', "rtsp://admin:pa'5ecret@10.0.0.1/`s"], 'Unused args: `rtsp…`'],
  ['a folder', ['gateway', '--viewer', '/nowhere'], '--viewer /nowhere: there is no index.html in it; "npm run build" writes the viewer to dist/viewer'],
])('rtc-leaks names %s that it cannot take', async (_what, args, words) => {
  expect(await outcome([CLI, ...args])).toEqual({ code: 2, said: `rtc-leaks: ${words}\n`, printed: '' });
});

async function outcome(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; said: string; printed: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said, printed };
}

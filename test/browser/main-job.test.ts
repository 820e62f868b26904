import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/core/report/report.ts';

const START = join(import.meta.dirname, '../../dist/node/start.js');
let out: string;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'rtc-leaks-once-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

test('the main job: three leaks found in the real panel, cleaned there, and gone', async () => {
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    const args = [START, '--once', '--out', out, '--whep-port', '0', '--api-port', '0'];
    execFile(process.execPath, args, { timeout: 150_000 }, (error, stdoutText, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout: `${stdoutText}${stderr}` }),
    );
  });
  expect(code, stdout).toBe(0);
  const result: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(result).toEqual({
    framesDecoded: expect.any(Number),
    switches: 3,
    leaksFound: 3,
    codes: ['peer-superseded'],
    openPeersBefore: 4,
    openPeersAfter: 1,
    ffmpegAfter: 1,
    ok: true,
  });

  const { before, after, outcomes } = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as {
    before: Report;
    after: Report;
    outcomes: { verified: string }[];
  };
  const leaks = before.findings.filter((finding) => finding.verdict === 'leak');
  expect(leaks).toHaveLength(3);
  // Each camera was played before the next one was chosen.
  const frames = before.ledger.peers.map(({ props }) => ('framesDecoded' in props ? props.framesDecoded : 0));
  expect(frames).toHaveLength(4);
  for (const decoded of frames) expect(decoded).toBeGreaterThan(0);
  // All three were made by one and the same line of the viewer's own code.
  expect(new Set(leaks.map(({ source }) => `${source?.url}:${source?.line}:${source?.column}`)).size).toBe(1);
  expect(leaks[0]?.source?.url).toMatch(/\/src\/viewer\/camera\/connect\.ts$/);
  expect(after.findings).toEqual([]);
  expect(outcomes.length).toBeGreaterThanOrEqual(3);
  for (const name of ['panel-before.png', 'panel-after.png', 'viewer.png', 'report.md']) expect((await stat(join(out, name))).size).toBeGreaterThan(200);
}, 180_000);

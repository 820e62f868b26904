import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const bench = (...args: string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/bench.mjs'), ...args], { encoding: 'utf8', timeout: 120_000 });
  return { status, said: stdout + stderr };
};

test.each([
  [['nonsense'], /there is no benchmark "nonsense"/],
  [['--switches', '500'], /"--switches" has no benchmark before it/],
])('%j is refused, with what could be asked for', (args, words) => {
  const { status, said } = bench(...args);
  expect(status).toBe(2);
  expect(said).toMatch(words);
  expect(said).toContain('[viewer]');
});

test('options go to the benchmark that is named before them', () => {
  const { status, said } = bench('viewer', '--nonsense', '5');
  expect(status).toBe(1);
  expect(said).toContain("Unknown option '--nonsense'");
}, 120_000);

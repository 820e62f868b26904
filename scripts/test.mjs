// Types, lint and all tests; with arguments, vitest with these. Leaves the numbers in out/test-results.json.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'out');
const results = join(out, 'test-results.json');
/**
 * Most tests wait for pictures and time-outs, so two lanes share the machine; each runs its files one after the other. The pages of the rules
 * take all that a machine has, so they come last.
 */
const rules = 'test/browser/rules.test.ts';
const cameras = ['test/viewer', 'test/gateway', 'test/cli'];
const others = readdirSync(join(root, 'test')).map((name) => `test/${name}`).filter((path) => !cameras.includes(path) && !/\/(pages|support|tsconfig.json)$/.test(path));
const PARTS = { others: [...others, '--exclude', rules], cameras, rules: [rules] };

/** @param held the output is shown when it has ended, so that two outputs do not mix */
function run(file, args, held = false) {
  const child = spawn(process.execPath, [join(root, 'node_modules', file), ...args], { cwd: root, stdio: ['ignore', held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'] });
  const said = [];
  for (const stream of held ? [child.stdout, child.stderr] : []) stream.on('data', (text) => said.push(text));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

const numbersIn = (name) => join(out, `test-results-${name}.json`);
function vitest(name, what, held) {
  rmSync(numbersIn(name), { force: true });
  return run('vitest/vitest.mjs', ['run', ...what, '--reporter=default', '--reporter=json', `--outputFile.json=${numbersIn(name)}`], held);
}

mkdirSync(out, { recursive: true });
rmSync(results, { force: true });
build(['chrome', 'firefox', 'viewer', 'node']);

const chosen = process.argv.slice(2);
let passed;
if (chosen.length > 0) passed = await vitest('chosen', chosen, false);
else {
  console.log('[test] types and lint …');
  const checked = (await run('typescript/bin/tsc', ['-b'])) && (await run('oxlint/bin/oxlint', []));
  console.log(`[test] ${others.join(', ')}; beside it ${cameras.join(', ')}, shown when it has ended …`);
  const [inTurn, beside] = await Promise.all([
    vitest('others', PARTS.others, false).then(async (before) => (await vitest('rules', PARTS.rules, false)) && before),
    vitest('cameras', PARTS.cameras, true),
  ]);
  passed = checked && inTurn && beside;
  if (!checked) console.error('[test] types or lint failed; the messages are above.');
}

const names = chosen.length > 0 ? ['chosen'] : Object.keys(PARTS);
const numbers = names.map((name) => (existsSync(numbersIn(name)) ? JSON.parse(readFileSync(numbersIn(name), 'utf8')) : { numFailedTests: 1 }));
const sum = (key) => numbers.reduce((total, one) => total + (one[key] ?? 0), 0);
writeFileSync(results, JSON.stringify({ numPassedTests: sum('numPassedTests'), numFailedTests: sum('numFailedTests') }));
process.exit(passed ? 0 : 1);

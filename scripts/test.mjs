// Types, lint and all tests; with arguments, vitest with these. Leaves the numbers in out/test-results.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const run = (file, args) => spawnSync(process.execPath, [join(root, 'node_modules', file), ...args], { cwd: root, stdio: 'inherit' }).status === 0;
const chosen = process.argv.slice(2);
const results = join(root, 'out/test-results.json');

mkdirSync(join(root, 'out'), { recursive: true });
rmSync(results, { force: true });
build(['chrome', 'firefox', 'viewer', 'node']);
console.log('[test] types and lint …');
const checked = chosen.length > 0 || (run('typescript/bin/tsc', ['-b']) && run('oxlint/bin/oxlint', []));
const passed = run('vitest/vitest.mjs', ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`]);
if (!checked) console.error('[test] types or lint failed; the messages are above.');
process.exit(checked && passed ? 0 : 1);

// Runs every benchmark in bench/, or those whose name is given. Each prints its own table; ratios are measured within one run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.mjs') && (!wanted.length || wanted.includes(name.slice(0, -4))));
build(['chrome', 'viewer', 'node']);
let failed = false;
for (const name of names) {
  console.log(`\n## ${name}`);
  failed = spawnSync(process.execPath, [join(root, 'bench', name)], { cwd: root, stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);

// Runs every benchmark in bench/, or those whose name is given: npm run bench -- gateway. Each prints its own table; ratios are measured within one run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);
const all = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -4));
const usage = `npm run bench -- [${all.join('] [')}]: all of them, or those that are named`;
if (wanted.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const unknown = wanted.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`there is no benchmark "${unknown}"; ${usage}`);
  process.exit(2);
}
build(['chrome', 'viewer', 'node']);
let failed = false;
for (const name of wanted.length ? wanted : all) {
  console.log(`\n## ${name}`);
  failed = spawnSync(process.execPath, [join(root, 'bench', `${name}.mjs`)], { cwd: root, stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);

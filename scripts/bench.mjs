// Runs every benchmark in bench/, or those whose name is given: npm run bench -- gateway. Each prints its own table; ratios are measured within one
// run. Options go to the benchmark that is named before them: npm run bench -- viewer --switches 500.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.slice(2);
const all = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.mjs')).map((name) => name.slice(0, -4));
const usage = `npm run bench -- [${all.join('] [')}]: all of them, or those that are named; a name may have options after it, as in "viewer --switches 500"`;
if (given.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
/** Each with its options: what begins with two dashes, and the value after it. */
const runs = [];
for (const [index, word] of given.entries()) {
  const isOption = word.startsWith('--');
  const isValue = !isOption && /^--[^=]+$/.test(given[index - 1] ?? '');
  if (!isOption && !isValue && all.includes(word)) runs.push({ name: word, options: [] });
  else if ((isOption || isValue) && runs.length > 0) runs.at(-1).options.push(word);
  else {
    console.error(`${isOption ? `"${word}" has no benchmark before it` : `there is no benchmark "${word}"`}; ${usage}`);
    process.exit(2);
  }
}
build(['chrome', 'viewer', 'node']);
let failed = false;
for (const { name, options } of runs.length ? runs : all.map((one) => ({ name: one, options: [] }))) {
  console.log(`\n## ${name}`);
  failed = spawnSync(process.execPath, [join(root, 'bench', `${name}.mjs`), ...options], { cwd: root, stdio: 'inherit' }).status !== 0 || failed;
}
process.exit(failed ? 1 : 0);

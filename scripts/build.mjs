// Builds the named parts, each only when something that goes into it has changed: node scripts/build.mjs [chrome] [firefox] [viewer] [node]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const extension = ['extension', 'manifest.json', 'vite.config.ts', 'src/core', 'src/protocol', 'src/content', 'src/platform', 'src/background', 'src/panel'];
const PARTS = {
  chrome: { config: 'vite.config.ts', out: 'dist/chrome', env: { TARGET: 'chrome' }, inputs: extension },
  firefox: { config: 'vite.config.ts', out: 'dist/firefox', env: { TARGET: 'firefox' }, inputs: extension },
  viewer: { config: 'vite.viewer.config.ts', out: 'dist/viewer', env: {}, inputs: ['vite.viewer.config.ts', 'src/core', 'src/viewer'] },
  node: { config: 'vite.node.config.ts', out: 'dist/node', env: {}, inputs: ['vite.node.config.ts', 'src/core', 'src/protocol', 'src/gateway', 'src/cli'] },
};

/** What crxjs says in each build: how its own inner one goes, which names an option that the bundler knows no more. */
const SAID_ALWAYS = /inlineDynamicImports option is ignored|\[crx:content-scripts-iife\]|✓ \w+\.iife\.ts/;

/** Hash of every file below the paths, names and contents. */
function hashOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const absolute = join(root, path);
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) visit(join(path, name));
    } else {
      hash.update(path).update('\0').update(readFileSync(absolute)).update('\0');
    }
  };
  for (const path of [...paths, 'package-lock.json']) visit(path);
  return hash.digest('hex');
}

export function build(names) {
  for (const name of names) {
    const part = PARTS[name];
    if (!part) throw new Error(`no part "${name}"; there are ${Object.keys(PARTS).join(', ')}`);
    const stamp = join(root, part.out, '.built-from');
    const hash = hashOf(part.inputs);
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    console.log(`[build] ${name} …`);
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const run = spawnSync(process.execPath, [vite, 'build', '-c', part.config, '--logLevel', 'warn'], {
      cwd: root,
      env: { ...process.env, ...part.env },
      encoding: 'utf8',
    });
    const said = `${run.stdout}${run.stderr}`.split('\n').filter((line) => line.trim() && !SAID_ALWAYS.test(line));
    if (said.length > 0) console.error(said.join('\n'));
    if (run.status !== 0) throw new Error(`building ${name} failed; the message is above`);
    writeFileSync(stamp, hash);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    build(process.argv.slice(2));
  } catch (error) {
    console.error(`[build] ${error.message}`);
    process.exit(1);
  }
}

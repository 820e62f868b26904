// The main job: builds what is stale, then runs camera server, viewer and browser. See `npm start -- --help`.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
build(['chrome', 'viewer', 'node']);
const child = spawn(process.execPath, [join(root, 'dist/node/start.js'), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], cwd: root });
// The child stops everything: when it is told to, and when the channel closes because this process was killed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
const starters = findStarters();
setInterval(() => {
  if (!starters.every(isAlive)) child.kill('SIGTERM');
}, 1_000).unref();
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** Who started this, by pid: one that is killed outright tells nobody. npm runs its scripts in a shell, which outlives it. */
function findStarters() {
  const { ppid, env } = process;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(ppid)], { encoding: 'utf8' });
  const [, shellsParent] = /^\s*(\d+)\s+(?:\S*\/)?\w*sh$/.exec(stdout?.trim() ?? '') ?? [];
  return env.npm_lifecycle_event && shellsParent ? [ppid, Number(shellsParent)] : [ppid];
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch ({ code }) {
    return code === 'EPERM';
  }
}

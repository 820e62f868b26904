// The main job: builds what is stale, then runs camera server, viewer and browser. See `npm start -- --help`.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
build(['chrome', 'viewer', 'node']);
const child = spawn(process.execPath, [join(root, 'dist/node/start.js'), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], cwd: root });
// The child stops everything: when it is told to, and when the channel closes because this process was killed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

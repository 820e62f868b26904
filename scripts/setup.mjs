// Makes a fresh machine ready: packages by `npm ci`, Chromium and FFmpeg by the system's package manager. Does nothing where nothing is
// missing. Uses only what Node itself brings, since it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../src/cli/browser/find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (text) => console.log(`[set-up] ${text}`);
const fail = (text) => {
  console.error(`[set-up] ${text}`);
  process.exit(1);
};
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore', cwd: root }).status === 0;

checkNode();
installPackages();
await installPrograms(process.argv[2] === 'test');

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`);
}

function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('installing the packages of package-lock.json (npm ci) …');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit', cwd: root })
    : spawnSync('npm', args, { stdio: 'inherit', cwd: root, shell: process.platform === 'win32' });
  if (run.status !== 0) fail('npm ci failed; its message is above. Is a package registry within reach?');
  writeFileSync(stamp, lock);
}

async function installPrograms(forTests) {
  const missing = [];
  const lack = await findBrowser().then(() => undefined, (error) => error.message);
  // What the user has named is not put right by installing another one.
  if (lack && process.env.RTC_LEAKS_BROWSER) fail(lack);
  if (lack) missing.push('chromium');
  if (!works('ffmpeg', ['-version'])) missing.push('ffmpeg');
  const optional = forTests && !works('firefox', ['--version']) && !works('firefox-esr', ['--version']) ? ['firefox-esr'] : [];
  const wanted = [...missing, ...optional];
  if (wanted.length && process.platform === 'linux' && works('apt-get', ['--version'])) installWithApt(missing, optional);
  else if (missing.length) fail(`missing: ${missing.join(', ')}. Install with:\n\n    ${commandFor(missing)}\n`);
}

function installWithApt(missing, optional) {
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : works('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
  if (!prefix) {
    if (missing.length) fail(`missing: ${missing.join(', ')}, and no right to install. Run:\n\n    ${commandFor(missing)}\n`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  };
  say(`installing ${[...missing, ...optional].join(', ')} with apt-get (this can take some minutes) …`);
  apt('update', '-qq');
  if (missing.length && !apt('install', '-y', '-qq', '--no-install-recommends', ...missing)) {
    fail(`apt-get could not install ${missing.join(', ')}; its message is above. By hand:\n\n    ${commandFor(missing)}\n`);
  }
  for (const name of optional) {
    if (!apt('install', '-y', '-qq', '--no-install-recommends', name)) say(`${name} is not to be had here; the tests that need it are left out.`);
  }
  say('done.');
}

function commandFor(names) {
  if (process.platform === 'darwin') return names.map((n) => (n === 'chromium' ? 'brew install --cask chromium' : `brew install ${n}`)).join(' && ');
  if (process.platform === 'win32') return names.map((n) => `winget install ${n === 'chromium' ? 'Hibbiki.Chromium' : 'Gyan.FFmpeg'}`).join(' && ');
  if (works('dnf', ['--version'])) return `sudo dnf install -y ${names.map((n) => (n === 'ffmpeg' ? 'ffmpeg-free' : n)).join(' ')}`;
  if (works('pacman', ['--version'])) return `sudo pacman -S --noconfirm ${names.join(' ')}`;
  if (works('zypper', ['--version'])) return `sudo zypper install -y ${names.join(' ')}`;
  if (works('apk', ['--version'])) return `sudo apk add ${names.join(' ')}`;
  return `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`;
}

import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  'Chromium\\Application\\chrome.exe',
];

/**
 * Plain JavaScript, because the set-up looks for a browser before anything is built.
 *
 * Path of a Chromium, Chrome, Edge or Brave on this machine: the one that `RTC_LEAKS_BROWSER` names, else the first that is there.
 * @throws Error that says what was looked for
 */
export async function findBrowser(env = process.env) {
  const chosen = env.RTC_LEAKS_BROWSER;
  if (chosen) {
    if (await isExecutable(chosen)) return chosen;
    throw new Error(`RTC_LEAKS_BROWSER names ${chosen}, which is no program that can be run`);
  }
  for (const candidate of candidates(env)) if (await isExecutable(candidate)) return candidate;
  throw new Error(`no Chromium, Chrome, Edge or Brave found; install one, or set RTC_LEAKS_BROWSER to its path`);
}

/** @param {NodeJS.ProcessEnv} env */
function candidates(env) {
  if (process.platform === 'darwin') return MAC;
  if (process.platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return roots.flatMap((root) => WINDOWS.map((path) => join(root, path)));
  }
  const folders = (env.PATH ?? '').split(delimiter);
  return COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** @param {string} path */
async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { constants, existsSync } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cac } from 'cac';
import { launchBrowser } from './browser/launch.ts';
import { openPanel } from './browser/panel.ts';
import { startGatewayProcess } from './main-job/gateway-process.ts';
import { runOnce, type OnceFailure } from './main-job/once.ts';

interface Options {
  readonly once?: boolean;
  readonly out: string;
  readonly whepPort: number;
  readonly apiPort: number;
}

/** As a shell tells of a program that Ctrl+C has ended. */
const INTERRUPTED = 130;

const say = (text: string): void => console.log(text);

type Stop = () => Promise<void>;

/** Runs camera server, viewer and browser, and stops all of it whatever happens; gives the exit code. */
async function main(options: Options): Promise<number> {
  const { platform, env } = process;
  const hasDisplay = platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
  if (!options.once && !hasDisplay) say('There is no display here, so this runs as with --once: headless, and it ends by itself.');
  const once = options.once === true || !hasDisplay;
  const stopping: Stop[] = [];
  try {
    const out = once ? await writableFolder(options.out) : undefined;
    return await Promise.race([run(options, out, stopping), interrupted(once)]);
  } catch (error) {
    const { message } = error as Error;
    console.error(message);
    if (once) say(JSON.stringify({ ok: false, error: message } satisfies OnceFailure));
    return 1;
  } finally {
    for (const stop of stopping) await stop().catch((error: unknown) => console.error(String(error)));
  }
}

/** @param out where `--once` writes; without it a person is at the window, and it goes on until that is closed */
async function run(options: Options, out: string | undefined, stopping: Stop[]): Promise<number> {
  const once = out !== undefined;
  const extension = fileURLToPath(new URL('../chrome', import.meta.url));
  const launched = await launchBrowser({ extension, headless: once });
  stopping.unshift(launched.close);
  const origin = `chrome-extension://${launched.extensionId}`;
  const gateway = await startGatewayProcess([
    ...['--whep-port', String(options.whepPort), '--api-port', String(options.apiPort)],
    ...['--allow-origin', origin, '--linger', '0s'],
  ]);
  stopping.unshift(gateway.stop);
  say(`viewer       ${gateway.whepUrl}/`);
  say(`camera API   ${gateway.apiUrl}/api/processes`);

  const page = (await launched.browser.pages())[0] ?? (await launched.browser.newPage());
  await page.goto(`${gateway.whepUrl}/${once ? '?fault=keep-peer' : ''}`);
  const open = await openPanel(page, launched.extensionId ?? '');
  // The user of this command named the camera server by starting it; in other pages it is named in Settings.
  await open.panel.evaluate(async (url) => {
    const { storage } = (globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }).chrome;
    await storage.local.set({ settings: { endpoints: [{ url, kind: 'auto', intervalMs: 1000 }] } });
  }, gateway.apiUrl);

  if (once) {
    const result = await runOnce(page, open, gateway, out, say);
    say(`screenshots and report in ${out}`);
    say(JSON.stringify(result));
    return result.ok ? 0 : 1;
  }
  say('Choose a camera in the browser, then look at the panel "RTC Leaks" in DevTools. Ctrl+C stops everything.');
  await new Promise((done) => launched.browser.once('disconnected', done));
  return 0;
}

/** Resolves with the exit code when this is asked to stop: a half-done main job has failed. */
function interrupted(once: boolean): Promise<number> {
  return new Promise((resolve) => {
    const stop = (): void => resolve(once ? INTERRUPTED : 0);
    // The terminal and npm both pass a signal on, so it may come twice.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    if (process.channel) process.on('disconnect', stop);
    // Nobody reads any more what it says, as behind `| head`.
    process.stdout.on('error', stop);
  });
}

async function writableFolder(path: string): Promise<string> {
  const folder = resolve(path);
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
    if (!(await stat(folder)).isDirectory()) throw new Error('it is a file');
  } catch (error) {
    throw new Error(`--out ${path} cannot be written: ${(error as Error).message}`, { cause: error });
  }
  return folder;
}

/** `recursive` of `mkdir` never ends where a file system refuses without saying so, as `/proc` does. */
async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  if (!existsSync(parent)) await makeFolder(parent);
  if (!existsSync(folder)) await mkdir(folder);
}

const cli = cac('npm start --');
cli
  .command('', 'Run the camera server, the viewer, and a browser with the extension')
  .option('--once', 'Do the main job unattended and headless, then stop')
  .option('--out <folder>', 'Where --once writes screenshots and report', { default: 'out' })
  .option('--whep-port <port>', 'Port of viewer and WHEP; 0 takes any free one', { default: 8889 })
  .option('--api-port <port>', 'Port of the camera API; 0 takes any free one', { default: 9997 })
  .action(async (options: Options) => {
    const code = await main(options);
    // What was under way when it was interrupted would go on.
    process.exit(code);
  });
cli.help();
try {
  cli.parse();
} catch (error) {
  console.error(`${(error as Error).message}; see --help`);
  process.exitCode = 2;
}

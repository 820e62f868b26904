import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cac } from 'cac';
import { launchBrowser } from './browser/launch.ts';
import { openPanel } from './browser/panel.ts';
import { startGatewayProcess } from './main-job/gateway-process.ts';
import { runOnce } from './main-job/once.ts';

interface Options {
  readonly once?: boolean;
  readonly out: string;
  readonly whepPort: number;
  readonly apiPort: number;
}

const say = (text: string): void => console.log(text);

/** Runs camera server, viewer and browser; gives the exit code. */
async function main(options: Options): Promise<number> {
  const { platform, env } = process;
  const hasDisplay = platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
  if (!options.once && !hasDisplay) say('There is no display here, so this runs as with --once: headless, and it ends by itself.');
  const once = options.once === true || !hasDisplay;
  const stopping: (() => Promise<void>)[] = [];
  try {
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
      const out = resolve(options.out);
      const result = await runOnce(page, open, gateway, out, say);
      say(`screenshots and report in ${out}`);
      say(JSON.stringify(result));
      return result.ok ? 0 : 1;
    }
    say('Choose a camera in the browser, then look at the panel "RTC Leaks" in DevTools. Ctrl+C stops everything.');
    await new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
      launched.browser.once('disconnected', () => done());
    });
    return 0;
  } finally {
    for (const stop of stopping) await stop().catch((error: unknown) => console.error(String(error)));
  }
}

const cli = cac('npm start --');
cli
  .command('', 'Run the camera server, the viewer, and a browser with the extension')
  .option('--once', 'Do the main job unattended and headless, then stop')
  .option('--out <folder>', 'Where --once writes screenshots and report', { default: 'out' })
  .option('--whep-port <port>', 'Port of viewer and WHEP; 0 takes any free one', { default: 8889 })
  .option('--api-port <port>', 'Port of the camera API; 0 takes any free one', { default: 9997 })
  .action(async (options: Options) => {
    process.exitCode = await main(options).catch((error: unknown) => {
      console.error(String((error as Error).message ?? error));
      return 1;
    });
  });
cli.help();
try {
  cli.parse();
} catch (error) {
  console.error(`${(error as Error).message}; see --help`);
  process.exitCode = 2;
}

import { fileURLToPath } from 'node:url';
import { cac } from 'cac';
import { DEMO_CAMERAS } from '../gateway/options.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { parseDuration } from './parse-duration.ts';

interface GatewayFlags {
  readonly whepPort: number;
  readonly apiPort: number;
  readonly linger: string;
  readonly viewer: string;
  readonly allowOrigin?: string | string[];
  readonly json?: boolean;
}

async function gateway(flags: GatewayFlags): Promise<void> {
  const log = (text: string): void => console.error(text);
  const started = await startGateway(
    {
      whepPort: Number(flags.whepPort),
      apiPort: Number(flags.apiPort),
      cameras: DEMO_CAMERAS,
      lingerMs: parseDuration(flags.linger),
      viewer: flags.viewer,
      allowOrigins: [flags.allowOrigin ?? []].flat(),
    },
    log,
  );
  const { whepUrl, apiUrl, token } = started;
  if (flags.json) console.log(JSON.stringify({ whepUrl, apiUrl, token, pid: process.pid }));
  else console.log(`viewer and WHEP  ${whepUrl}/\ncamera API       ${apiUrl}/api/processes\ntoken            ${token}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void started.close().then(() => process.exit(0));
    });
  }
}

const cli = cac('rtc-leaks');
cli
  .command('gateway', 'Run the camera server')
  .option('--whep-port <port>', 'Port of viewer and WHEP; 0 takes any free one', { default: 8889 })
  .option('--api-port <port>', 'Port of the camera API; 0 takes any free one', { default: 9997 })
  .option('--linger <time>', 'How long an FFmpeg goes on after its last viewer', { default: '10s' })
  .option('--viewer <folder>', 'Folder of the built viewer', { default: fileURLToPath(new URL('../viewer', import.meta.url)) })
  .option('--allow-origin <origin>', 'A further origin whose pages may call the server; can be repeated')
  .option('--json', 'Print the addresses as one line of JSON')
  .action(gateway);
cli.help();
try {
  cli.parse(process.argv, { run: false });
  if (cli.matchedCommand) await cli.runMatchedCommand();
  else if (!cli.options.help) cli.outputHelp();
} catch (error) {
  console.error(`rtc-leaks: ${(error as Error).message}`);
  process.exitCode = 2;
}

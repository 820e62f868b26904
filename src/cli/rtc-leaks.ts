import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cac } from 'cac';
import { checkName, parseSource } from '../gateway/camera/camera-source.ts';
import { DEMO_CAMERAS, type CameraOption } from '../gateway/options.ts';
import { startGateway } from '../gateway/start-gateway.ts';
import { addAgentCommand } from './agent-command.ts';
import { parseDuration } from './parse-duration.ts';

interface GatewayFlags {
  readonly whepPort: number;
  readonly apiPort: number;
  readonly linger: string;
  readonly viewer: string;
  readonly camera?: string | string[];
  readonly config?: string;
  readonly allowOrigin?: string | string[];
  readonly json?: boolean;
}

/** Cameras of the options and of the file; the four demo cameras where neither names one. */
async function camerasOf(named: readonly string[], config: string | undefined): Promise<readonly CameraOption[]> {
  const pairs = named.map((text): [string, unknown] => [text.slice(0, Math.max(0, text.indexOf('='))), text.slice(text.indexOf('=') + 1)]);
  const all = [...(config === undefined ? [] : await readConfig(config)), ...pairs];
  const cameras = all.map(([name, source]): CameraOption => {
    try {
      if (typeof source !== 'string') throw new Error('its source is no text');
      return { name: checkName(name), source: parseSource(source, true) };
    } catch (error) {
      throw new Error(`camera "${name}": ${(error as Error).message}`, { cause: error });
    }
  });
  if (new Set(cameras.map(({ name }) => name)).size < cameras.length) throw new Error('two cameras have the same name');
  return cameras.length ? cameras : DEMO_CAMERAS;
}

async function readConfig(path: string): Promise<[string, unknown][]> {
  try {
    const { cameras } = JSON.parse(await readFile(path, 'utf8')) as { cameras?: unknown };
    if (typeof cameras !== 'object' || cameras === null) throw new Error('it has no "cameras"');
    return Object.entries(cameras);
  } catch (error) {
    throw new Error(`${path} cannot be used: ${(error as Error).message}; it should be {"cameras": {"name": "source"}}`, { cause: error });
  }
}

async function gateway(flags: GatewayFlags): Promise<void> {
  const log = (text: string): void => console.error(text);
  const started = await startGateway(
    {
      whepPort: Number(flags.whepPort),
      apiPort: Number(flags.apiPort),
      cameras: await camerasOf([flags.camera ?? []].flat(), flags.config),
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
  .option('--camera <name=source>', 'A camera: demo, rtsp://…, rtsps://… or a video file; can be repeated')
  .option('--config <file>', 'Cameras from a JSON file: {"cameras": {"name": "source"}}')
  .option('--linger <time>', 'How long an FFmpeg goes on after its last viewer', { default: '10s' })
  .option('--viewer <folder>', 'Folder of the built viewer', { default: fileURLToPath(new URL('../viewer', import.meta.url)) })
  .option('--allow-origin <origin>', 'A further origin whose pages may call the server; can be repeated')
  .option('--json', 'Print the addresses as one line of JSON')
  .action(gateway);
addAgentCommand(cli);
cli.help();
try {
  cli.parse(process.argv, { run: false });
  if (cli.matchedCommand) await cli.runMatchedCommand();
  else if (!cli.options.help) cli.outputHelp();
} catch (error) {
  console.error(`rtc-leaks: ${(error as Error).message}`);
  process.exitCode = 2;
}

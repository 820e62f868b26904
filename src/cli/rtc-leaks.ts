import { cac } from 'cac';
import { startGateway } from '../gateway/start-gateway.ts';
import { addAgentCommand } from './agent-command.ts';
import { readGatewaySettings, type GatewayFlags } from './gateway-settings.ts';
import { readMediamtxSettings, type MediamtxFlags } from './mediamtx-settings.ts';
import { shown } from './shown.ts';
import { viewerFolder } from './viewer-folder.ts';

interface Flags extends GatewayFlags, MediamtxFlags {
  readonly viewer?: string;
  readonly json?: boolean;
}

async function gateway(flags: Flags): Promise<void> {
  const log = (text: string): void => console.error(text);
  const settings = await readGatewaySettings(flags);
  const viewer = viewerFolder(flags.viewer, log);
  const mode = readMediamtxSettings(flags, settings);
  const started = await startGateway({ ...settings, ...mode, ...(viewer === undefined ? {} : { viewer }) }, log);
  const { whepUrl, apiUrl, token } = started;
  const pages = mode.mediamtx ? `viewer           ${whepUrl}/\nWHEP (MediaMTX)  ${mode.mediamtx.whep}/` : `viewer and WHEP  ${whepUrl}/`;
  if (flags.json) console.log(JSON.stringify({ whepUrl, apiUrl, token, pid: process.pid }));
  else console.log(`${pages}\ncamera API       ${apiUrl}/api/processes\ntoken            ${token}`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void started.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // A program that started it with a channel and is no more wants no server either.
  if (process.channel) process.on('disconnect', stop);
}

const cli = cac('rtc-leaks');
cli
  .command('gateway', 'Run the camera server')
  .option('--whep-port <port>', 'Port of viewer and WHEP (8889); 0 takes any free one')
  .option('--api-port <port>', 'Port of the camera API (9997); 0 takes any free one')
  .option('--camera <name=source>', 'A camera: demo, rtsp://…, rtsps://… or a video file; can be repeated')
  .option('--config <file>', 'A JSON file: {"cameras": {"name": "source"}, "linger": "10s", …}')
  .option('--linger <time>', 'How long an FFmpeg goes on after its last viewer (10s)')
  .option('--viewer <folder>', 'Folder of the viewer (the built one)')
  .option('--allow-origin <origin>', 'A further origin whose pages may call the server; can be repeated')
  .option('--mediamtx <address>', 'Push the cameras to the MediaMTX whose API is there, e.g. http://127.0.0.1:9997; own ports are 8880 and 9996 then')
  .option('--mediamtx-whep <address>', 'Where viewers play from that MediaMTX (its host, port 8889)')
  .option('--push <protocol>', 'How cameras are pushed: rtsp, rtmp, or an address such as rtsp://127.0.0.1:8554 (rtsp)')
  .option('--ice-address <address>', 'Address of this machine that pictures come from (127.0.0.1); Firefox needs one that is not loopback')
  .option('--json', 'Print the addresses as one line of JSON')
  .action(gateway);
addAgentCommand(cli);
cli.help();
try {
  cli.parse(process.argv, { run: false });
  if (cli.matchedCommand) await cli.runMatchedCommand();
  else if (cli.args[0] !== undefined) throw new Error(`there is no command "${shown(cli.args[0])}"; see --help`);
  else if (!cli.options.help) cli.outputHelp();
} catch (error) {
  const { name, message } = error as Error;
  // The parser of the options quotes what it was given.
  const told = name === 'CACError' ? message.replace(/(?<=`).*(?=`)/s, shown) : message;
  console.error(`rtc-leaks: ${told}`);
  process.exitCode = 2;
}

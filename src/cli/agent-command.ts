import type { CAC } from 'cac';
import { agentStatus } from '../gateway/agent/agent-status.ts';
import { startAgent } from '../gateway/agent/start-agent.ts';
import { statusTable } from '../gateway/agent/status-table.ts';
import { parsePort } from './parse-port.ts';

interface AgentFlags {
  readonly port: unknown;
  readonly allowOrigin?: string | string[];
  readonly json?: boolean;
}

const LOOK_MS = 500;

async function agent(flags: AgentFlags): Promise<void> {
  const port = parsePort(flags.port, '--port');
  // What a process uses is told by two looks.
  await agentStatus();
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const status = await agentStatus();
  if (flags.json) return console.log(JSON.stringify(status, undefined, 2));
  console.log(statusTable(status));
  const started = await startAgent({ port, allowOrigins: [flags.allowOrigin ?? []].flat() }, (text) => console.error(text));
  console.log(`\nFFmpeg status  ${started.url}/api/processes\ntoken          ${started.token}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void started.close().then(() => process.exit(0)));
}

/** `rtc-leaks agent`: the FFmpegs of this machine, for a backend that tells nothing of them. */
export function addAgentCommand(cli: CAC): void {
  cli
    .command('agent', 'List the FFmpegs of this machine and serve the list; stop one with the token')
    .option('--port <port>', 'Port to serve it on; 0 takes any free one', { default: 9998 })
    .option('--allow-origin <origin>', 'An origin whose pages may read the list; can be repeated')
    .option('--json', 'Print the list once and end')
    .action(agent);
}

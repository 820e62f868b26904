import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { guard } from '../http/guard.ts';
import { listen } from '../http/listen.ts';
import { limitPosts } from '../http/post-limit.ts';
import { agentRoutes } from './agent-routes.ts';

export interface Agent {
  readonly url: string;
  /** Needed to stop something. */
  readonly token: string;
  close(): Promise<void>;
}

export interface AgentOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly allowOrigins: readonly string[];
}

/**
 * Serves the FFmpegs of this machine on its loopback address.
 * @throws Error that names the port, when it is taken
 */
export async function startAgent({ port, allowOrigins }: AgentOptions, log: (text: string) => void): Promise<Agent> {
  const token = randomBytes(24).toString('base64url');
  const app = new Hono().use(guard({ allowOrigins, token })).use(limitPosts()).route('/', agentRoutes(log));
  const server = await listen(app, port, '--port');
  return { url: server.url, token, close: server.close };
}

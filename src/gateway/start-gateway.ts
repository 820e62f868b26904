import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { relative } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createCameras } from './camera/cameras.ts';
import { apiRoutes } from './http/api-routes.ts';
import { cameraRoutes } from './http/camera-routes.ts';
import { guard } from './http/guard.ts';
import { mediamtxRoutes } from './http/mediamtx-routes.ts';
import { whepRoutes } from './http/whep-routes.ts';
import type { GatewayOptions } from './options.ts';
import { sweepOrphans } from './process/own-marker.ts';
import { createSessions } from './whep/sessions.ts';

export interface Gateway {
  /** Origin of the viewer and of WHEP. */
  readonly whepUrl: string;
  readonly apiUrl: string;
  /** Lets a caller that is no page of the gateway's own stop something. */
  readonly token: string;
  /** Ends all sessions and FFmpegs, and resolves when they are gone. */
  close(): Promise<void>;
}

/**
 * Starts the camera server on this machine's loopback address.
 * @param log gets a line for each thing that a person would want to know
 * @throws Error that names the port, when one is taken
 */
export async function startGateway(options: GatewayOptions, log: (text: string) => void): Promise<Gateway> {
  for (const pid of sweepOrphans()) log(`ended FFmpeg ${pid}, which an earlier camera server had left behind`);
  const token = randomBytes(24).toString('base64url');
  const cameras = createCameras(options.cameras, options.lingerMs, log);
  const sessions = createSessions();
  const check = guard({ allowOrigins: options.allowOrigins, token });
  const startedAt = new Date();
  const api = new Hono()
    .route('/', apiRoutes(cameras))
    .route('/', cameraRoutes(cameras))
    .route('/', mediamtxRoutes(cameras, sessions, startedAt));

  const pages = new Hono().use(check);
  pages.get('/config.json', (c) => c.json({ cameras: cameras.all().map(({ name, own }) => ({ name, label: name, own })) }));
  pages.route('/', whepRoutes(cameras, sessions));
  pages.route('/', api);
  if (options.viewer !== undefined && existsSync(options.viewer)) pages.use(serveStatic({ root: relative(process.cwd(), options.viewer) || '.' }));

  const servers = [
    await listen(pages, options.whepPort, '--whep-port'),
    await listen(new Hono().use(check).route('/', api), options.apiPort, '--api-port'),
  ] as const;
  const [whepUrl, apiUrl] = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`) as [string, string];
  return {
    whepUrl,
    apiUrl,
    token,
    async close() {
      sessions.endAll();
      await cameras.stopAll();
      for (const server of servers) {
        if ('closeAllConnections' in server) server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

type Server = ReturnType<typeof createAdaptorServer>;

function listen(app: Hono, port: number, option: string): Promise<Server> {
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken by another program; choose another with ${option}, or 0 for any free one`) : error);
    });
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

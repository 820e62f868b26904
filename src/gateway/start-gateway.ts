import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Camera } from './camera/camera.ts';
import { createCameras } from './camera/cameras.ts';
import { describeCamera } from './camera/describe-camera.ts';
import { createEvents } from './events.ts';
import { apiRoutes } from './http/api-routes.ts';
import { cameraRoutes } from './http/camera-routes.ts';
import { eventRoutes } from './http/event-routes.ts';
import { guard } from './http/guard.ts';
import { listen } from './http/listen.ts';
import { mediamtxRoutes } from './http/mediamtx-routes.ts';
import { limitPosts } from './http/post-limit.ts';
import { whepRoutes } from './http/whep-routes.ts';
import { mediamtxMode } from './mediamtx/mediamtx-mode.ts';
import type { GatewayOptions } from './options.ts';
import { sweepOrphans } from './process/own-marker.ts';
import { ownAddresses } from './whep/own-addresses.ts';
import { createSessions } from './whep/sessions.ts';

const LAN_ADDRESS = ownAddresses().find((address) => !address.startsWith('127.')) ?? '<address of this machine>';
/** Firefox pairs no candidate with a loopback address. */
const FIREFOX_HINT = `a viewer in Firefox did not connect: it takes no loopback address; start with --ice-address ${LAN_ADDRESS}`;

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
  const events = createEvents();
  const mode = options.mediamtx && mediamtxMode(options.mediamtx, log);
  const onChange = (camera: Camera): void => events.tell({ type: 'camera', camera: describeCamera(camera) });
  const cameras = createCameras(options.cameras, options.lingerMs, log, onChange, mode?.open);
  const sessions = createSessions((session, state) => {
    events.tell({ type: 'session', session: { id: session.id, camera: session.camera, state } });
    if (state === 'ended' && !session.established && options.iceAddress === undefined && session.userAgent.includes('Firefox/')) log(FIREFOX_HINT);
  }, options.iceAddress);
  const check = guard({ allowOrigins: options.allowOrigins, token });
  const limit = limitPosts();
  const startedAt = new Date();
  const api = new Hono()
    .route('/', mode ? mode.routes(cameras) : mediamtxRoutes(cameras, sessions, startedAt))
    .route('/', apiRoutes(cameras, options.lingerMs))
    .route('/', cameraRoutes(cameras))
    .route('/', eventRoutes(cameras, events));

  const pages = new Hono().use(check).use(limit);
  pages.get('/config.json', (c) => c.json({ cameras: cameras.all().map(({ name, own }) => ({ name, label: name, own })), whep: options.mediamtx?.whep }));
  if (!mode) pages.route('/', whepRoutes(cameras, sessions));
  pages.route('/', api);
  if (options.viewer !== undefined) pages.use(serveStatic({ root: relative(process.cwd(), options.viewer) || '.' }));

  const whep = await listen(pages, options.whepPort, '--whep-port');
  const status = await listen(new Hono().use(check).use(limit).route('/', api), options.apiPort, '--api-port').catch(async (error: unknown) => {
    await whep.close();
    throw error;
  });
  return {
    whepUrl: whep.url,
    apiUrl: status.url,
    token,
    async close() {
      mode?.close();
      sessions.endAll();
      await cameras.closeAll();
      await Promise.all([whep.close(), status.close()]);
    },
  };
}

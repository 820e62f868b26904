import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Cameras } from '../camera/cameras.ts';
import { CameraFailure, statusOf } from '../camera/failure.ts';
import { OfferError, readOffer } from '../whep/offer.ts';
import type { Sessions } from '../whep/sessions.ts';
import { refuse } from './guard.ts';

const MAX_SDP_BYTES = 128 * 1024;
const ACCEPT_PATCH = 'application/trickle-ice-sdpfrag';

/** WHEP as MediaMTX speaks it: the same paths, headers and error shapes. */
export function whepRoutes(cameras: Cameras, sessions: Sessions): Hono {
  const app = new Hono();
  const limit = bodyLimit({ maxSize: MAX_SDP_BYTES, onError: (c) => refuse(c, 413, `an SDP of more than ${MAX_SDP_BYTES} bytes is none`) });

  app.options('/:camera/whep', (c) => {
    c.header('Access-Control-Allow-Methods', 'OPTIONS, GET, POST, PATCH, DELETE');
    c.header('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-Match');
    c.header('Access-Control-Expose-Headers', 'Accept-Post, Link');
    c.header('Accept-Post', 'application/sdp');
    return c.body(null, 204);
  });

  app.post('/:camera/whep', limit, async (c) => {
    const camera = cameras.get(c.req.param('camera'));
    if (!camera) return refuse(c, 404, `no stream is available on path '${c.req.param('camera')}'`);
    if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/sdp') return refuse(c, 400, 'invalid Content-Type');
    if (sessions.isFull) return refuse(c, 503, 'too many viewers: end some, and try again');
    const sdp = await c.req.text();
    const { address, port } = getConnInfo(c).remote;
    try {
      const offer = readOffer(sdp);
      const session = await sessions.open({
        camera,
        offer,
        sdp,
        userAgent: c.req.header('user-agent') ?? '',
        remoteAddress: `${address}:${port}`,
        signal: c.req.raw.signal,
      });
      c.header('Content-Type', 'application/sdp');
      c.header('ETag', '*');
      c.header('ID', session.id);
      c.header('Accept-Patch', ACCEPT_PATCH);
      c.header('Location', `/${camera.name}/whep/${session.secret}`);
      return c.body(session.answer, 201);
    } catch (error) {
      if (error instanceof CameraFailure) return c.json({ status: 'error', error: error.message, code: error.code }, statusOf(error.code));
      return refuse(c, error instanceof OfferError ? 400 : 500, (error as Error).message);
    }
  });

  app.patch('/:camera/whep/:secret', limit, (c) => {
    if (!sessions.bySecret(c.req.param('camera'), c.req.param('secret'))) return refuse(c, 404, 'session not found');
    if (c.req.header('content-type') !== ACCEPT_PATCH) return refuse(c, 400, 'invalid Content-Type');
    // The answer carries this server's one candidate, and a viewer on this machine reaches it by that: its own need not be known.
    return c.body(null, 204);
  });

  app.delete('/:camera/whep/:secret', async (c) => {
    const { camera, secret } = c.req.param();
    const session = sessions.bySecret(camera, secret);
    if (!session) return sessions.hasEnded(camera, secret) ? c.json({ status: 'ok' }) : refuse(c, 404, 'session not found');
    session.end();
    await session.ended;
    return c.json({ status: 'ok' });
  });

  app.all('/:camera/whep', (c) => refuse(c, 405, 'method not allowed'));
  app.all('/:camera/whep/:secret', (c) => refuse(c, 405, 'method not allowed'));
  return app;
}

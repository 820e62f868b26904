import { Hono, type Context } from 'hono';
import type { Camera } from '../camera/camera.ts';
import type { Cameras } from '../camera/cameras.ts';
import type { Session } from '../whep/session.ts';
import type { Sessions } from '../whep/sessions.ts';
import { mayChange, refuse } from './guard.ts';

const VERSION = 'rtc-leaks gateway';
const MAX_PAGE = 1_000;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A viewer sends no media, and nothing is held back from it. Its RTCP is read and not counted. */
const FROM_A_VIEWER = {
  ...{ inboundBytes: 0, inboundRTPPackets: 0, inboundRTPPacketsLost: 0, inboundRTPPacketsJitter: 0, inboundRTCPPackets: 0 },
  ...{ outboundRTCPPackets: 0, outboundFramesDiscarded: 0 },
  ...{ bytesReceived: 0, rtpPacketsReceived: 0, rtpPacketsLost: 0, rtpPacketsJitter: 0, rtcpPacketsReceived: 0, rtcpPacketsSent: 0 },
};

/** The part of MediaMTX's API that tells of cameras and viewers, in MediaMTX's shapes. */
export function mediamtxRoutes(cameras: Cameras, sessions: Sessions, startedAt: Date): Hono {
  const app = new Hono();
  app.get('/v3/info', (c) => c.json({ version: VERSION, started: startedAt.toISOString() }));
  app.get('/v3/paths/list', (c) => page(c, cameras.all().map((camera) => pathOf(camera, sessions))));
  app.get('/v3/paths/get/:name', (c) => {
    const camera = cameras.get(c.req.param('name'));
    return camera ? c.json(pathOf(camera, sessions)) : refuse(c, 404, 'path not found');
  });
  app.get('/v3/webrtcsessions/list', (c) => page(c, sessions.all().map(sessionOf)));
  app.use('/v3/webrtcsessions/:action{get|kick}/:id', async (c, next) => (UUID.test(c.req.param('id')) ? next() : refuse(c, 400, 'invalid id')));
  app.get('/v3/webrtcsessions/get/:id', (c) => {
    const session = sessions.byId(c.req.param('id'));
    return session ? c.json(sessionOf(session)) : refuse(c, 404, 'session not found');
  });
  app.post('/v3/webrtcsessions/kick/:id', mayChange, async (c) => {
    const session = sessions.byId(c.req.param('id'));
    if (!session) return refuse(c, 404, 'session not found');
    session.end();
    await session.ended;
    return c.json({ status: 'ok' });
  });
  return app;
}

/** One page of a list, by `page` (from 0) and `itemsPerPage`. */
function page(c: Context, all: readonly unknown[]): Response {
  const number = Number(c.req.query('page') ?? 0);
  const size = Number(c.req.query('itemsPerPage') ?? 100);
  if (!Number.isInteger(number) || number < 0) return refuse(c, 400, 'invalid page');
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) return refuse(c, 400, 'invalid itemsPerPage');
  return c.json({ itemCount: all.length, pageCount: Math.ceil(all.length / size), items: all.slice(number * size, (number + 1) * size) });
}

function pathOf(camera: Camera, sessions: Sessions): object {
  // As at MediaMTX, where an FFmpeg that has brought no picture yet makes no path ready.
  const running = camera.state === 'running';
  const since = (running && camera.ffmpeg?.startedAt.toISOString()) || null;
  const readers = sessions.all().filter((session) => session.camera === camera.name);
  // What FFmpeg has sent here; it counts from its start.
  const inboundBytes = Number(camera.ffmpeg?.progress().total_size) || 0;
  const outboundBytes = readers.reduce((sum, { bytesSent }) => sum + bytesSent, 0);
  return {
    name: camera.name,
    confName: camera.name,
    ready: running,
    readyTime: since,
    available: running,
    availableTime: since,
    online: running,
    onlineTime: since,
    source: running ? { type: 'rtpSource', id: '' } : null,
    tracks: running ? ['H264'] : [],
    tracks2: running ? [{ codec: 'H264', codecProps: null }] : [],
    readers: readers.map(({ id }) => ({ type: 'webRTCSession', id })),
    inboundBytes,
    bytesReceived: inboundBytes,
    outboundBytes,
    bytesSent: outboundBytes,
    inboundFramesInError: 0,
  };
}

function sessionOf(session: Session): object {
  const { local, remote } = session.candidates;
  return {
    id: session.id,
    created: session.createdAt.toISOString(),
    remoteAddr: session.remoteAddress,
    peerConnectionEstablished: session.established,
    localCandidate: local,
    remoteCandidate: remote,
    state: 'read',
    path: session.camera,
    query: '',
    user: '',
    userAgent: session.userAgent,
    ...FROM_A_VIEWER,
    outboundBytes: session.bytesSent,
    outboundRTPPackets: session.packetsSent,
    bytesSent: session.bytesSent,
    rtpPacketsSent: session.packetsSent,
  };
}

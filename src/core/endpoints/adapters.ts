import { readCustom, type CustomMapping } from './custom-mapping.ts';
import { readFfmpegStatus } from './ffmpeg-status.ts';
import { readFrigate } from './frigate.ts';
import { readGo2rtc } from './go2rtc.ts';
import { readMediamtxMetrics } from './mediamtx-metrics.ts';
import { readMediamtx } from './mediamtx.ts';
import type { EndpointKind, ServerParts } from './server-snapshot.ts';

/** One GET that a look at a server takes. */
export interface EndpointRequest {
  /** Below the endpoint's address; the empty one is the address itself. */
  readonly path: string;
  readonly as: 'json' | 'text';
  /** The answer comes in pages, as MediaMTX's lists do. */
  readonly paged?: boolean;
  /** It changes seldom: once a minute is enough. */
  readonly seldom?: boolean;
}

/** Payloads by the path of their request. What was not answered is absent; only the first request of an adapter must be. */
export type Answers = Readonly<Record<string, unknown>>;

/** How a kind of server is asked and read. The first request tells whether a server is of this kind. */
export interface Adapter {
  readonly kind: EndpointKind;
  readonly requests: readonly [EndpointRequest, ...EndpointRequest[]];
  /** @throws Error that says what is wrong with the payload */
  read(answers: Answers): ServerParts;
}

const json = (path: string, more: Partial<EndpointRequest> = {}): EndpointRequest => ({ path, as: 'json', ...more });

const ffmpegStatus: Adapter = {
  kind: 'ffmpeg-status',
  requests: [json('/api/processes')],
  read: (answers) => readFfmpegStatus(answers['/api/processes']),
};

const mediamtx: Adapter = {
  kind: 'mediamtx',
  requests: [
    json('/v3/paths/list', { paged: true }),
    json('/v3/webrtcsessions/list', { paged: true }),
    json('/v3/rtspsessions/list', { paged: true }),
    json('/v3/rtmpconns/list', { paged: true }),
    json('/v3/info', { seldom: true }),
    json('/v3/config/paths/list', { paged: true, seldom: true }),
  ],
  read: (answers) =>
    readMediamtx({
      paths: answers['/v3/paths/list'],
      webrtcSessions: answers['/v3/webrtcsessions/list'],
      publishers: [answers['/v3/rtspsessions/list'], answers['/v3/rtmpconns/list']],
      info: answers['/v3/info'],
      config: answers['/v3/config/paths/list'],
    }),
};

const go2rtc: Adapter = { kind: 'go2rtc', requests: [json('/api/streams')], read: (answers) => readGo2rtc(answers['/api/streams']) };
const frigate: Adapter = { kind: 'frigate', requests: [json('/api/stats')], read: (answers) => readFrigate(answers['/api/stats']) };
const prometheus: Adapter = {
  kind: 'prometheus',
  requests: [{ path: '/metrics', as: 'text' }],
  read: (answers) => readMediamtxMetrics(answers['/metrics']),
};

function custom(mapping: CustomMapping): Adapter {
  return { kind: 'custom', requests: [json('')], read: (answers) => readCustom(answers[''], mapping) };
}

/**
 * Adapters to try for an endpoint, the most telling first. A server may answer to several: a camera server that supervises FFmpegs serves its
 * own list of them and MediaMTX's API at one address, so these two are always tried together.
 */
export function adaptersFor(kind: EndpointKind | 'auto', mapping?: CustomMapping): readonly Adapter[] {
  if (kind === 'auto') return [ffmpegStatus, mediamtx, go2rtc, frigate, prometheus];
  if (kind === 'custom') return [custom(mapping ?? { list: 'processes', pid: 'pid', camera: 'camera' })];
  if (kind === 'ffmpeg-status' || kind === 'mediamtx') return [ffmpegStatus, mediamtx];
  return [go2rtc, frigate, prometheus].filter((adapter) => adapter.kind === kind);
}

/** Where the requests of an endpoint start: its address, without the part that a request adds and a user may have typed. */
export function baseUrl(url: string, kind: EndpointKind | 'auto'): string {
  return kind === 'custom' ? url : url.replace(/\/(?:api\/(?:processes|streams|stats)|metrics|v3(?:\/.*)?)$/, '');
}

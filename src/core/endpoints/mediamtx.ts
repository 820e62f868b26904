import { asRecord, defined, flag, goDuration, listIn, number, text, time, type Unknown } from './payload.ts';
import type { ServerParts, ServerPath, ServerSession } from './server-snapshot.ts';

/** Answers of MediaMTX's control API v3; all but `paths` may be missing, e.g. because a protocol is switched off. */
export interface MediamtxAnswers {
  /** `/v3/info` */
  readonly info?: unknown;
  /** `/v3/paths/list` */
  readonly paths: unknown;
  /** `/v3/webrtcsessions/list` */
  readonly webrtcSessions?: unknown;
  /** `/v3/rtspsessions/list` and `/v3/rtmpconns/list`: who publishes */
  readonly publishers?: readonly unknown[];
  /** `/v3/config/paths/list`: which paths are on demand. It holds cameras' passwords, so only the few fields named here are read. */
  readonly config?: unknown;
}

interface OnDemand {
  readonly onDemand: boolean;
  readonly closeAfterMs?: number;
}

/**
 * Reads MediaMTX's control API v3 (its api/openapi.yaml), with the field names of today and those before 1.15.
 * @throws Error that says what is wrong with the payload
 */
export function readMediamtx(answers: MediamtxAnswers): ServerParts {
  const info = asRecord(answers.info);
  const setUp = readConfig(answers.config);
  const agents = userAgents(answers.publishers ?? []);
  const version = text(info.version)?.trim();
  return {
    paths: listIn(answers.paths, 'items').map((item, i) => readPath(asRecord(item), i, setUp, agents)),
    ...(answers.webrtcSessions === undefined ? {} : { sessions: listIn(answers.webrtcSessions, 'items').map(readSession) }),
    ...defined({ software: version ? `MediaMTX ${version}` : undefined, startedAt: time(info.started) }),
  };
}

function readPath(path: Unknown, index: number, setUp: ReadonlyMap<string, OnDemand>, agents: ReadonlyMap<string, string>): ServerPath {
  const name = text(path.name);
  if (name === undefined) throw new Error(`items[${index}] of the paths has no name`);
  const source = asRecord(path.source);
  return {
    name,
    // Not `online`: an on-demand path is online while it only waits for a reader.
    ready: flag(path.available) ?? flag(path.ready) ?? false,
    readers: Array.isArray(path.readers) ? path.readers.length : 0,
    ...defined({
      sourceType: text(source.type),
      publisher: agents.get(text(source.id) ?? ''),
      bytesReceived: number(path.inboundBytes) ?? number(path.bytesReceived),
      bytesSent: number(path.outboundBytes) ?? number(path.bytesSent),
    }),
    ...setUp.get(text(path.confName) ?? name),
  };
}

function readSession(item: unknown, index: number): ServerSession {
  const session = asRecord(item);
  const id = text(session.id);
  if (!id) throw new Error(`items[${index}] of the sessions has no id`);
  return {
    id,
    path: text(session.path) ?? '',
    role: session.state === 'publish' ? 'publish' : 'read',
    ...defined({
      createdAt: time(session.created),
      remoteAddress: text(session.remoteAddr),
      remoteCandidate: text(session.remoteCandidate) || undefined,
      established: flag(session.peerConnectionEstablished),
      bytesSent: number(session.outboundBytes) ?? number(session.bytesSent),
      userAgent: text(session.userAgent) || undefined,
    }),
  };
}

function readConfig(config: unknown): Map<string, OnDemand> {
  const items = config === undefined ? [] : listIn(config, 'items');
  return new Map(
    items.flatMap((item): [string, OnDemand][] => {
      const path = asRecord(item);
      const name = text(path.name);
      if (name === undefined) return [];
      const closeAfter = path.sourceOnDemand === true ? path.sourceOnDemandCloseAfter : path.runOnDemand ? path.runOnDemandCloseAfter : undefined;
      const onDemand = path.sourceOnDemand === true || Boolean(text(path.runOnDemand));
      return [[name, { onDemand, ...(onDemand ? defined({ closeAfterMs: closeAfterMs(closeAfter) }) : {}) }]];
    }),
  );
}

/** MediaMTX writes no time at all as nothing. */
function closeAfterMs(written: unknown): number | undefined {
  return written === '' ? 0 : goDuration(written);
}

/** The user agents of publishing sessions, by the sessions' ids. Empty ones (RTMP of old versions) are left out. */
function userAgents(lists: readonly unknown[]): Map<string, string> {
  const sessions = lists.flatMap((list) => (Array.isArray(asRecord(list).items) ? listIn(list, 'items') : [])).map(asRecord);
  return new Map(sessions.flatMap((s) => (text(s.id) && text(s.userAgent) ? [[text(s.id) ?? '', text(s.userAgent) ?? '']] : [])));
}

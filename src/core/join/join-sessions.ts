import { hostOf } from '../endpoints/endpoint-url.ts';
import type { ServerSession, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf, sources, targets } from '../ledger/queries.ts';
import { answeringServers } from './answering-servers.ts';
import { groupBy } from '../group-by.ts';
import { isSameCamera } from './same-camera.ts';

/** `exact`: the server gave the page the session's id. `address-time`: only port, camera and time fit, and nothing else does. */
export type How = 'exact' | 'address-time';

/** A viewer's session of a server and what in the page it belongs to. */
export interface SessionJoin {
  readonly server: ServerSnapshot;
  readonly session: ServerSession;
  /** Absent: another viewer's, or nobody can tell. */
  readonly how?: How;
  /** The page's own session: the POST that made it. */
  readonly whep?: Entity<'session'>;
  readonly peer?: Entity<'peer'>;
}

/** A session is seen at the server at the latest so long after its POST: the longest usual interval between looks, and the POST itself. */
const SEEN_WITHIN_MS = 15_000;
/** A port that was given back may belong to somebody else after a while. */
const PORT_KEPT_MS = 120_000;

/** Every reading session of every server that answers, joined with the page where that can be told. */
export function joinSessions(ledger: Ledger): SessionJoin[] {
  const whepById = new Map([...ledger.byKind.session.values()].flatMap((whep) => (whep.props.serverId ? [[whep.props.serverId.toLowerCase(), whep]] : [])));
  const reading = readingSessions(ledger);
  const exact = reading.map((at): SessionJoin => {
    const whep = whepById.get(at.session.id.toLowerCase());
    return whep ? { ...at, how: 'exact', whep, ...defined(peerOf(ledger, whep)) } : at;
  });
  const byAddress = joinTheRest(exact, (open) => byPort(ledger, open, taken(exact)));
  return joinTheRest(byAddress, (open) => byTime(ledger, open, taken(byAddress)));
}

/** Each session once: a server's API and its metrics, or a supervisor and its media server, tell of the same ones. */
function readingSessions(ledger: Ledger): Pick<SessionJoin, 'server' | 'session'>[] {
  const found = new Map<string, Pick<SessionJoin, 'server' | 'session'>>();
  for (const server of answeringServers(ledger)) {
    for (const session of server.sessions) {
      const key = `${hostOf(server.endpoint)} ${session.path} ${session.id}`;
      if (session.role === 'read' && !found.has(key)) found.set(key, { server, session });
    }
  }
  return [...found.values()];
}

/** The connection that a page's session serves, or served. */
export function peerOf(ledger: Ledger, whep: Entity<'session'>): Entity<'peer'> | undefined {
  return targets(ledger, whep.id, 'serves', 'peer', true).at(-1);
}

type Found = ReadonlyMap<SessionJoin, Pick<SessionJoin, 'whep' | 'peer'>>;

function joinTheRest(joins: readonly SessionJoin[], find: (open: readonly SessionJoin[]) => Found): SessionJoin[] {
  const found = find(joins.filter((join) => join.how === undefined));
  return joins.map((join) => (found.has(join) ? { ...join, how: 'address-time', ...found.get(join) } : join));
}

/** Objects of the page that have their session already. */
function taken(joins: readonly SessionJoin[]): ReadonlySet<Entity> {
  return new Set(joins.flatMap(({ whep, peer }) => [whep, peer].filter((entity) => entity !== undefined)));
}

/** By the port from which the browser sends: the server names it in the remote candidate. */
function byPort(ledger: Ledger, open: readonly SessionJoin[], not: ReadonlySet<Entity>): Found {
  const peers = groupBy(
    [...ledger.byKind.peer.values()].filter((peer) => peer.props.localPort !== undefined && !not.has(peer)),
    (peer) => peer.props.localPort,
  );
  return new Map(
    open.flatMap((join) => {
      const port = portOf(join.session.remoteCandidate);
      const fitting = (port === undefined ? [] : (peers.get(port) ?? [])).filter((peer) => {
        const camera = cameraOf(ledger, peer);
        const recent = peer.endedAt === undefined || ledger.at - peer.endedAt < PORT_KEPT_MS;
        return recent && (camera === undefined || isSameCamera(camera, join.session.path));
      });
      const peer = fitting.find((p) => p.endedAt === undefined) ?? fitting.at(-1);
      if (!peer) return [];
      const whep = sources(ledger, peer.id, 'serves', 'session', true).at(-1);
      return [[join, { peer, ...(whep ? { whep } : {}) }] as const];
    }),
  );
}

/** By camera and time: the server first listed it soon after the page had POSTed, and no other POST and no other session fit. */
function byTime(ledger: Ledger, open: readonly SessionJoin[], not: ReadonlySet<Entity>): Found {
  const wheps = [...ledger.byKind.session.values()].filter((whep) => !whep.props.serverId && whep.props.protocol === 'whep' && !not.has(whep));
  const pairs = open.flatMap((join) => wheps.filter((whep) => fits(ledger, whep, join)).map((whep) => ({ join, whep })));
  const [perJoin, perWhep] = [groupBy(pairs, ({ join }) => join), groupBy(pairs, ({ whep }) => whep)];
  const alone = pairs.filter(({ join, whep }) => perJoin.get(join)?.length === 1 && perWhep.get(whep)?.length === 1);
  return new Map(alone.map(({ join, whep }) => [join, { whep, ...defined(peerOf(ledger, whep)) }]));
}

function fits(ledger: Ledger, whep: Entity<'session'>, { server, session }: SessionJoin): boolean {
  const history = ledger.serverHistory.get(server.endpoint);
  const seen = history?.sessions.get(session.id)?.firstSeenAt;
  // One that was there at the first look may be of any age.
  if (history === undefined || seen === undefined || seen === history.since) return false;
  const late = seen - whep.createdAt;
  return late >= 0 && late <= SEEN_WITHIN_MS && isSameCamera(whep.props.camera, session.path) && hostOf(whep.props.url) === hostOf(server.endpoint);
}

/** The port of `type/protocol/address/port`; an IPv6 address has no slash in it. */
function portOf(candidate: string | undefined): number | undefined {
  const port = Number(candidate?.split('/').at(-1));
  return port > 0 ? port : undefined;
}

function defined(peer: Entity<'peer'> | undefined): { peer?: Entity<'peer'> } {
  return peer ? { peer } : {};
}

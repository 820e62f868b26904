import { hostOf } from '../endpoints/endpoint-url.ts';
import { distinctProcesses, type FoundProcess } from '../endpoints/distinct-processes.ts';
import { serverObjectId } from '../endpoints/server-object-id.ts';
import type { ServerPath, ServerProcess, ServerSession, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { answeringServers } from './answering-servers.ts';
import { brokenPart } from './broken-part.ts';
import type { Chain } from './chain.ts';
import { joinSessions, peerOf, type How } from './join-sessions.ts';
import { isSameCamera } from './same-camera.ts';

/** An object of a server, and the server that tells of it. */
export interface Told<T> {
  readonly server: ServerSnapshot;
  readonly value: T;
}

/** A chain with the objects themselves in place of their ids. */
export interface Parts {
  readonly camera: string;
  readonly peer?: Entity<'peer'>;
  readonly session?: Entity<'session'>;
  readonly serverSession?: Told<ServerSession>;
  readonly path?: Told<ServerPath>;
  readonly process?: Told<ServerProcess>;
  readonly how?: How;
}

/**
 * Every chain that can be told: of this page's connections, of other viewers, and of paths and processes that nobody watches. Broken ones
 * come first, then those of this page.
 */
export function chains(ledger: Ledger): Chain[] {
  const servers = answeringServers(ledger);
  if (servers.length === 0) return [];
  const processes = distinctProcesses(servers);
  const found: Chain[] = [];
  const used = new Set<unknown>();

  const add = (start: Parts, near?: ServerSnapshot): void => {
    const path = start.path ?? pathOf(servers, start.camera, near);
    const process = start.process ?? processOf(processes, path?.value.name ?? start.camera, path?.server ?? near);
    const parts: Parts = { ...start, ...(path ? { path } : {}), ...(process ? { process } : {}) };
    for (const part of [parts.session, path && placeOf(path), process?.value]) used.add(part);
    found.push(describe(ledger, parts));
  };

  for (const { server, session, how, whep, peer } of joinSessions(ledger)) {
    const joined = { ...(how ? { how } : {}), ...(whep ? { session: whep } : {}), ...(peer ? { peer } : {}) };
    add({ camera: session.path, serverSession: { server, value: session }, ...joined }, server);
  }
  for (const session of ledger.byKind.session.values()) {
    const peer = peerOf(ledger, session);
    const over = session.endedAt !== undefined || (peer !== undefined && peer.endedAt !== undefined);
    if (session.props.protocol !== 'whep' || used.has(session) || over) continue;
    const near = servers.find((server) => hostOf(server.endpoint) === hostOf(session.props.url));
    add({ camera: session.props.camera, session, ...(peer ? { peer } : {}) }, near);
  }
  for (const server of servers) {
    for (const value of server.paths) {
      const path = { server, value };
      if (value.ready && !used.has(placeOf(path))) add({ camera: value.name, path }, server);
    }
  }
  for (const { process: value, server } of processes) if (!used.has(value)) add({ camera: value.camera, process: { server, value } }, server);
  return found.sort((a, b) => rank(a) - rank(b) || a.camera.localeCompare(b.camera));
}

function pathOf(servers: readonly ServerSnapshot[], camera: string, near: ServerSnapshot | undefined): Told<ServerPath> | undefined {
  const fitting = servers.flatMap((server) => server.paths.filter((path) => isSameCamera(camera, path.name)).map((value) => ({ server, value })));
  return nearest(fitting, near);
}

function processOf(processes: readonly FoundProcess[], camera: string, near: ServerSnapshot | undefined): Told<ServerProcess> | undefined {
  const fitting = processes.filter(({ process }) => camera !== '' && process.camera === camera);
  return nearest(fitting.map(({ server, process }) => ({ server, value: process })), near);
}

/** The same server's own, else one of the same host; another host's camera of the same name is another camera. */
function nearest<T>(fitting: readonly Told<T>[], near: ServerSnapshot | undefined): Told<T> | undefined {
  if (!near) return fitting.length === 1 ? fitting[0] : undefined;
  return fitting.find(({ server }) => server.endpoint === near.endpoint) ?? fitting.find(({ server }) => hostOf(server.endpoint) === hostOf(near.endpoint));
}

/** Two servers of one host that tell of the same path, as a supervisor and the media server that it feeds, mean the same one. */
function placeOf({ server, value }: Told<ServerPath>): string {
  return `${hostOf(server.endpoint)} ${value.name}`;
}

function describe(ledger: Ledger, parts: Parts): Chain {
  const { camera, peer, session, serverSession, path, process, how } = parts;
  const broken = brokenPart(ledger, parts);
  return {
    key: keyOf(parts),
    camera,
    ...(peer ? { peer: peer.id } : {}),
    ...(session ? { session: session.id } : {}),
    ...(serverSession ? { serverSession: { endpoint: serverSession.server.endpoint, id: serverSession.value.id } } : {}),
    ...(path ? { path: { endpoint: path.server.endpoint, name: path.value.name, ...publisherOf(path.value) } } : {}),
    ...(process ? { process: { endpoint: process.server.endpoint, pid: process.value.pid } } : {}),
    ...(how ? { how } : {}),
    ...(broken ? { broken } : {}),
  };
}

function publisherOf({ publisher }: ServerPath): { publisher?: string } {
  return publisher === undefined ? {} : { publisher };
}

function keyOf({ session, serverSession, path, process, camera }: Parts): string {
  if (serverSession) return serverObjectId({ kind: 'server-session', endpoint: serverSession.server.endpoint, id: serverSession.value.id });
  if (session) return session.id;
  if (path) return serverObjectId({ kind: 'path', endpoint: path.server.endpoint, id: path.value.name });
  return serverObjectId({ kind: 'process', endpoint: process?.server.endpoint ?? '', id: String(process?.value.pid ?? camera) });
}

function rank(chain: Chain): number {
  if (chain.broken) return 0;
  return chain.peer ?? chain.session ? 1 : chain.serverSession ? 2 : 3;
}

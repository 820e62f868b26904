import { hostOf } from '../endpoints/endpoint-url.ts';
import { distinctProcesses, type FoundProcess } from '../endpoints/distinct-processes.ts';
import { serverObjectId, type ServerObject } from '../endpoints/server-object-id.ts';
import type { ServerPath, ServerProcess, ServerSession, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { brokenLink, type BrokenLink } from './broken-link.ts';
import { joinSessions, peerOf, type How } from './join-sessions.ts';
import { isSameCamera } from './same-camera.ts';

/** The links of a chain, from the browser to the process that feeds it. */
export type ChainLink = 'peer' | 'whep' | 'session' | 'path' | 'process';

/** An object of a server, and the server that tells of it. */
export interface Told<T> {
  readonly server: ServerSnapshot;
  readonly value: T;
}

/** One viewer's way from the browser to the FFmpeg that feeds it, or what is left of it. */
export interface Chain {
  /** Stays the same from one look to the next. */
  readonly key: string;
  readonly camera: string;
  readonly peer?: Entity<'peer'>;
  readonly whep?: Entity<'session'>;
  readonly session?: Told<ServerSession>;
  readonly path?: Told<ServerPath>;
  readonly process?: Told<ServerProcess>;
  /** How browser and server were joined; absent when there is nothing to join. */
  readonly how?: How;
  /** Where it is broken, and why; absent while it is whole, and for viewers that are not this page's. */
  readonly broken?: BrokenLink;
}

/**
 * Every chain that can be told: of this page's connections, of other viewers, and of paths and processes that nobody watches. Broken ones
 * come first, then those of this page.
 */
export function chains(ledger: Ledger): Chain[] {
  const servers = [...ledger.servers.values()].filter((server) => server.link === 'ok');
  const processes = distinctProcesses(servers);
  const found: Chain[] = [];
  const used = new Set<object | string>();

  const add = (start: Omit<Chain, 'key' | 'path' | 'process' | 'broken'>, near?: ServerSnapshot, at = pathOf(servers, start.camera, near)): void => {
    const process = processOf(processes, at?.value.name ?? start.camera, at?.server ?? near);
    const chain = { ...start, ...(at ? { path: at } : {}), ...(process ? { process } : {}) };
    for (const part of [chain.peer, chain.whep, chain.process?.value]) if (part) used.add(part);
    if (at) used.add(placeOf(at));
    const broken = brokenLink(ledger, chain);
    found.push({ key: keyOf(chain), ...chain, ...(broken ? { broken } : {}) });
  };

  for (const { server, session, how, whep, peer } of joinSessions(ledger)) {
    add({ camera: session.path, session: { server, value: session }, ...(how ? { how } : {}), ...(whep ? { whep } : {}), ...(peer ? { peer } : {}) }, server);
  }
  for (const whep of ledger.byKind.session.values()) {
    const peer = peerOf(ledger, whep);
    const over = whep.endedAt !== undefined || (peer !== undefined && peer.endedAt !== undefined);
    if (whep.props.protocol !== 'whep' || used.has(whep) || over) continue;
    const near = servers.find((server) => hostOf(server.endpoint) === hostOf(whep.props.url));
    add({ camera: whep.props.camera, whep, ...(peer ? { peer } : {}) }, near);
  }
  for (const server of servers) {
    for (const value of server.paths) {
      const at = { server, value };
      if (value.ready && !used.has(placeOf(at))) add({ camera: value.name }, server, at);
    }
  }
  for (const { process, server } of processes) if (!used.has(process)) add({ camera: process.camera }, server);
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

function keyOf({ peer, whep, session, path, process, camera }: Omit<Chain, 'key'>): string {
  if (session) return serverObjectId({ kind: 'server-session', endpoint: session.server.endpoint, id: session.value.id });
  if (whep ?? peer) return (whep ?? peer)?.id ?? '';
  const object: ServerObject = path
    ? { kind: 'path', endpoint: path.server.endpoint, id: path.value.name }
    : { kind: 'process', endpoint: process?.server.endpoint ?? '', id: String(process?.value.pid ?? camera) };
  return serverObjectId(object);
}

function rank(chain: Chain): number {
  if (chain.broken) return 0;
  return chain.peer || chain.whep ? 1 : chain.session ? 2 : 3;
}

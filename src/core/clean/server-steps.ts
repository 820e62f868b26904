import { hostOf } from '../endpoints/endpoint-url.ts';
import type { ServerObject } from '../endpoints/server-object-id.ts';
import { answeringServers } from '../join/answering-servers.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import type { CleanStep } from './step.ts';

/** What ending an object of a server takes; nothing when the server does not have it any more, or there is no way to end it. */
export function stepsForServerObject(ledger: Ledger, { kind, endpoint, id }: ServerObject): CleanStep[] {
  const server = ledger.servers.get(endpoint);
  if (kind === 'process') {
    const process = server?.processes.find((p) => String(p.pid) === id);
    if (process) return [{ action: 'stop-process', target: id, at: endpoint, detail: { key: 'step.process', params: { pid: process.pid, camera: process.camera } } }];
  }
  if (kind === 'server-session') {
    const session = server?.sessions.find((s) => s.id === id);
    if (session) return [{ action: 'kick-session', target: id, at: endpoint, detail: { key: 'step.kick', params: { id: id.slice(0, 8), path: session.path } } }];
  }
  return [];
}

/** Whether the object that a step was to end is gone from the server's list; undefined when the server does not answer. */
export function isGoneFromServer(ledger: Ledger, { action, at, target }: CleanStep): boolean | undefined {
  const server = ledger.servers.get(at);
  if (server?.link !== 'ok') return undefined;
  return action === 'stop-process' ? !server.processes.some((p) => String(p.pid) === target) : !server.sessions.some((s) => s.id === target);
}

/** Whether a server lists a page's session by the id that it gave it; undefined when it gave none, or no server of that host lists sessions. */
export function isSessionListed(ledger: Ledger, { props }: Entity<'session'>): boolean | undefined {
  const id = props.serverId?.toLowerCase();
  const telling = answeringServers(ledger).filter(({ endpoint, tells }) => tells.includes('sessions') && hostOf(endpoint) === hostOf(props.url));
  if (id === undefined || telling.length === 0) return undefined;
  return telling.some(({ sessions }) => sessions.some((session) => session.id.toLowerCase() === id));
}

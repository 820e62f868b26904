import type { ServerObject } from '../endpoints/server-object-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
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

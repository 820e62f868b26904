import { hostOf } from '../endpoints/endpoint-url.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { isSameCamera } from './same-camera.ts';

/** A look that was under way while something changed may not show it yet. */
const SETTLE_MS = 3_000;

/** The server that serves the session's camera lists its sessions, was asked well after `endedAt`, and no longer has this one. */
export function isNoticedByServer(ledger: Ledger, { props }: Entity<'session'>, endedAt: number): boolean {
  const id = props.serverId?.toLowerCase();
  if (id === undefined) return false;
  const own = [...ledger.servers.values()].filter(
    (server) =>
      server.link === 'ok' &&
      server.tells.includes('sessions') &&
      hostOf(server.endpoint) === hostOf(props.url) &&
      server.paths.some((path) => isSameCamera(props.camera, path.name)),
  );
  return own.length > 0 && own.every((server) => server.at - endedAt > SETTLE_MS && !server.sessions.some((session) => session.id.toLowerCase() === id));
}

import { canKick, canStop } from '../endpoints/abilities.ts';
import { serverObjectId, type ServerObject } from '../endpoints/server-object-id.ts';
import type { ServerPath, ServerSnapshot } from '../endpoints/server-snapshot.ts';
import type { EntityId, Ledger } from '../ledger/ledger.ts';
import type { Lasting } from '../ledger/server-history.ts';
import type { Settings } from '../settings.ts';
import type { Fix } from './finding.ts';

/** How long servers of on-demand cameras go on after the last viewer, unless they or the user say otherwise: MediaMTX's own default. */
const USUAL_LINGER_MS = 10_000;
/** A look that happened to fall between two states must not decide. */
const MIN_LOOKS = 3;
const MIN_MARGIN_MS = 5_000;

/** ICE gives up a viewer that vanished after 30 s without consent (RFC 7675); until then its session is rightly there. */
export const ICE_GIVES_UP_MS = 35_000;

/** When a server was asked last: what happened later it cannot show yet. */
export function askedAt(ledger: Ledger, server: ServerSnapshot): number {
  return ledger.servers.get(server.endpoint)?.at ?? 0;
}

export interface Linger {
  readonly ms: number;
  /** The server or the user said so. */
  readonly known: boolean;
}

export function lingerOf(server: ServerSnapshot, settings: Settings, told = server.lingerMs): Linger {
  const set = settings.endpoints.find(({ url }) => url === server.endpoint)?.lingerMs;
  return { ms: set ?? told ?? USUAL_LINGER_MS, known: told !== undefined || set !== undefined };
}

/** How long a path may go on: it may say so itself. */
export function lingerOfPath(server: ServerSnapshot, path: ServerPath, settings: Settings): Linger {
  return lingerOf(server, settings, path.closeAfterMs ?? server.lingerMs);
}

/**
 * Since when nobody has used it, when that has lasted for longer than is allowed and the grace time, at enough looks.
 * @param usedUntil tells when the page used it last, for a visit between two looks is seen by nobody else; asked only if it matters
 */
export function tooLongSince(
  lasting: Lasting | undefined,
  server: ServerSnapshot,
  ledger: Ledger,
  settings: Settings,
  allowedMs: number,
  usedUntil: () => number = () => 0,
): number | undefined {
  if (!lasting || lasting.looks < MIN_LOOKS) return undefined;
  const latest = askedAt(ledger, server) - allowedMs - marginMs(settings);
  if (lasting.since >= latest) return undefined;
  const since = Math.max(lasting.since, usedUntil());
  return since < latest ? since : undefined;
}

export function marginMs(settings: Settings): number {
  return Math.max(MIN_MARGIN_MS, settings.graceMs);
}

/** A fix for an object of a server, where the server offers a way; with what in the page hangs on it. */
export function serverFix(server: ServerSnapshot, object: ServerObject, alsoInPage: readonly EntityId[] = []): Fix[] {
  const can = (object.kind === 'process' && canStop(server)) || (object.kind === 'server-session' && canKick(server));
  const targets = [...alsoInPage, ...(can ? [serverObjectId(object)] : [])];
  return targets.length ? [{ kind: 'clean', targets }] : [];
}

/** A server as it is named in a text: its address without the scheme. */
export function serverName(server: ServerSnapshot): string {
  return server.endpoint.replace(/^https?:\/\//, '');
}

import type { EntityId } from '../ledger/ledger.ts';

/** An object of a server: a server's own ids say nothing about which server it is. */
export interface ServerObject {
  readonly kind: 'process' | 'server-session' | 'path';
  readonly endpoint: string;
  /** Process id, session id or path name, as the server gives it. */
  readonly id: string;
}

/** The object as one id, to stand where ids of the ledger's own objects stand. An endpoint has no space in it. */
export function serverObjectId({ kind, endpoint, id }: ServerObject): EntityId {
  return `${kind} ${endpoint} ${id}`;
}

/** @returns undefined when it is the id of something in the page */
export function parseServerObjectId(id: EntityId): ServerObject | undefined {
  const [, kind, endpoint, own] = /^(process|server-session|path) (\S+) (.*)$/s.exec(id) ?? [];
  return kind === undefined ? undefined : { kind: kind as ServerObject['kind'], endpoint: endpoint ?? '', id: own ?? '' };
}

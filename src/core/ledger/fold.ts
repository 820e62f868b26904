import { EMPTY_PROPS } from './empty-props.ts';
import type { Actor, CreatedFact, Fact, LinkedFact } from './facts.ts';
import type { Entity, EntityId, Ledger, Link } from './ledger.ts';
import { cameraOf } from './queries.ts';
import type { ServerSnapshot } from '../endpoints/server-snapshot.ts';
import { nextHistory } from './server-history.ts';
import { parseStack } from './stack.ts';
import { hasReceived } from './switches.ts';

/** Ended objects that are remembered; the oldest go first. */
export const MAX_ENDED = 10_000;
const MAX_MOMENTS = 2_000;
const MAX_LINKS_PER_ENTITY = 400;

/**
 * Takes one fact into the ledger. It is the only writer, reads no clock, and gives the same ledger for the same facts, so a recording
 * replayed is the session again. The ledger is changed in place: 10,000 objects would be too much to copy for each fact.
 * @param document the label of the document that reports the fact, e.g. `0` for the main frame
 */
export function fold(ledger: Ledger, fact: Fact, document: string): void {
  ledger.at = Math.max(ledger.at, fact.at);
  ledger.facts += 1;
  const id = (local: string): EntityId => `${document}:${local}`;
  switch (fact.op) {
    case 'created':
      return create(ledger, fact, id(fact.id), document);
    case 'changed': {
      const entity = known(ledger, id(fact.id));
      if (!entity) return;
      Object.assign(entity.props, fact.props);
      entity.changedAt = fact.at;
      return;
    }
    case 'ended': {
      const entity = known(ledger, id(fact.id));
      if (entity) end(ledger, entity, fact.at, fact.by);
      return;
    }
    case 'collected': {
      const entity = known(ledger, id(fact.id));
      if (!entity) return;
      entity.collectedAt = fact.at;
      end(ledger, entity, fact.at, 'browser');
      return;
    }
    case 'linked':
      return link(ledger, fact, id(fact.from), id(fact.to));
    case 'unlinked': {
      const open = ledger.links.get(id(fact.from))?.find((l) => isOpen(l) && l.rel === fact.rel && l.to === id(fact.to));
      if (open) open.until = fact.at;
      return;
    }
    case 'document': {
      const previous = ledger.documents.get(document);
      ledger.documents.set(document, {
        id: document,
        url: fact.url,
        top: fact.top,
        startedAt: previous?.startedAt ?? fact.at,
        hidden: previous?.hidden ?? false,
        cached: false,
        ...(previous?.players === undefined ? {} : { players: previous.players }),
      });
      if (fact.top && !previous) note(ledger, { at: fact.at, document, name: 'navigation', label: fact.url });
      return;
    }
    case 'document-ended':
      return endDocument(ledger, document, fact.at, fact.persisted);
    case 'document-state': {
      const record = ledger.documents.get(document);
      if (!record) return;
      if (record.hidden && !fact.hidden) record.shownAt = fact.at;
      record.hidden = fact.hidden;
      if (fact.players !== undefined) {
        if (fact.players < (record.players ?? 0)) record.playerGoneAt = fact.at;
        record.players = fact.players;
      }
      if (fact.hidden) record.hiddenSince ??= fact.at;
      else delete record.hiddenSince;
      return;
    }
    case 'heap': {
      const record = ledger.documents.get(document);
      if (record) Object.assign(record, { heapBytes: fact.usedBytes, heapSource: fact.source });
      return;
    }
    case 'moment':
      return note(ledger, { at: fact.at, document, name: fact.name, label: fact.label });
    case 'server':
      return takeServer(ledger, fact.server, fact.at);
    case 'server-removed':
      ledger.servers.delete(fact.endpoint);
      ledger.serverHistory.delete(fact.endpoint);
      return;
  }
}

/** Drops all that is known of a document's objects, before the hook tells its whole state anew. */
export function forgetDocument(ledger: Ledger, document: string): void {
  for (const entity of ledger.entities.values()) {
    if (entity.document === document) forget(ledger, entity);
  }
  const kept = ledger.ended.filter((id) => ledger.entities.has(id));
  ledger.ended.splice(0, ledger.ended.length, ...kept);
}

function create(ledger: Ledger, fact: CreatedFact, id: EntityId, document: string): void {
  const entity: Entity = {
    id,
    kind: fact.kind,
    document,
    createdAt: fact.at,
    stack: parseStack(fact.stack ?? ''),
    props: { ...EMPTY_PROPS[fact.kind], ...fact.props } as Entity['props'],
    changedAt: fact.at,
  };
  ledger.entities.set(id, entity);
  (ledger.byKind[fact.kind] as Map<EntityId, Entity>).set(id, entity);
}

function known(ledger: Ledger, id: EntityId): Entity | undefined {
  const entity = ledger.entities.get(id);
  if (!entity) ledger.unknown += 1;
  return entity;
}

function end(ledger: Ledger, entity: Entity, at: number, by: Actor): void {
  if (entity.endedAt !== undefined) return;
  entity.endedAt = at;
  entity.endedBy = by;
  ledger.ended.push(entity.id);
  if (ledger.ended.length > MAX_ENDED) forgetOldest(ledger);
}

/** Forgets ended objects, oldest first, and a tenth at once so that the work is not done for every fact. */
function forgetOldest(ledger: Ledger): void {
  for (const id of ledger.ended.splice(0, MAX_ENDED / 10)) {
    const entity = ledger.entities.get(id);
    if (entity) forget(ledger, entity);
  }
}

function forget(ledger: Ledger, entity: Entity): void {
  ledger.entities.delete(entity.id);
  ledger.byKind[entity.kind].delete(entity.id);
  for (const l of ledger.links.get(entity.id) ?? []) {
    const otherEnd = l.from === entity.id ? l.to : l.from;
    const rest = ledger.links.get(otherEnd)?.filter((other) => other !== l);
    if (rest?.length) ledger.links.set(otherEnd, rest);
    else ledger.links.delete(otherEnd);
  }
  ledger.links.delete(entity.id);
}

function link(ledger: Ledger, fact: LinkedFact, from: EntityId, to: EntityId): void {
  if (!known(ledger, from) || !known(ledger, to)) return;
  const existing = ledger.links.get(from)?.find((l) => isOpen(l) && l.rel === fact.rel && l.to === to);
  if (existing) return;
  const added: Link = { from, to, rel: fact.rel, since: fact.at };
  if (fact.rel === 'receives' && !hasReceived(ledger, from)) noteSwitch(ledger, from);
  for (const end of from === to ? [from] : [from, to]) {
    const list = ledger.links.get(end) ?? [];
    list.push(added);
    if (list.length > MAX_LINKS_PER_ENTITY) list.splice(Math.max(0, list.findIndex((l) => !isOpen(l))), 1);
    ledger.links.set(end, list);
  }
}

/** A connection that receives for the first time, where another one did before, is a change of camera; it began when it was made. */
function noteSwitch(ledger: Ledger, id: EntityId): void {
  const peer = ledger.byKind.peer.get(id);
  if (!peer) return;
  const before = [...ledger.byKind.peer.values()].some((p) => p !== peer && p.document === peer.document && hasReceived(ledger, p.id));
  if (before) note(ledger, { at: peer.createdAt, document: peer.document, name: 'switch', label: cameraOf(ledger, peer) ?? id });
}

function isOpen(l: Link): boolean {
  return l.until === undefined;
}

function endDocument(ledger: Ledger, document: string, at: number, persisted: boolean): void {
  const record = ledger.documents.get(document);
  if (!record) return;
  if (persisted) {
    record.cached = true;
    return;
  }
  record.endedAt = at;
  record.cached = false;
  for (const entity of ledger.entities.values()) {
    if (entity.document === document) end(ledger, entity, at, 'browser');
  }
}

function takeServer(ledger: Ledger, server: ServerSnapshot, at: number): void {
  const { endpoint } = server;
  if (server.link === 'ok') {
    ledger.serverHistory.set(endpoint, nextHistory(ledger.serverHistory.get(endpoint), ledger.servers.get(endpoint), server, at));
  }
  ledger.servers.set(endpoint, { ...server, at });
}

function note(ledger: Ledger, moment: Ledger['moments'][number]): void {
  ledger.moments.push(moment);
  if (ledger.moments.length > MAX_MOMENTS) ledger.moments.splice(0, MAX_MOMENTS / 10);
}

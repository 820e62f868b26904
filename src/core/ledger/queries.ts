import type { Relation } from './facts.ts';
import { isKind } from './is-kind.ts';
import type { Kind } from './kinds.ts';
import type { Entity, EntityId, Ledger, Link } from './ledger.ts';

/** Objects of a kind that are neither ended nor collected, oldest first. */
export function live<K extends Kind>(ledger: Ledger, kind: K): Entity<K>[] {
  return [...ledger.byKind[kind].values()].filter((e) => e.endedAt === undefined);
}

/** Whether a document was left or its frame removed, so that everything in it is gone with it. */
export function isDocumentOver(ledger: Ledger, document: string): boolean {
  return ledger.documents.get(document)?.endedAt !== undefined;
}

/** Ended but not collected: something in the page may still hold them, or no collection ran yet. */
export function retained<K extends Kind>(ledger: Ledger, kind: K): Entity<K>[] {
  return [...ledger.byKind[kind].values()].filter(
    (e) => e.endedAt !== undefined && e.collectedAt === undefined && ledger.documents.get(e.document)?.endedAt === undefined,
  );
}

/** Objects that `id` points to by `rel`. Past links are left out unless `past` is set. */
export function targets<K extends Kind>(ledger: Ledger, id: EntityId, rel: Relation, kind: K, past = false): Entity<K>[] {
  return ends(ledger, id, (l) => l.from === id && l.rel === rel && (past || l.until === undefined), (l) => l.to, kind);
}

/** Objects that point to `id` by `rel`. Past links are left out unless `past` is set. */
export function sources<K extends Kind>(ledger: Ledger, id: EntityId, rel: Relation, kind: K, past = false): Entity<K>[] {
  return ends(ledger, id, (l) => l.to === id && l.rel === rel && (past || l.until === undefined), (l) => l.from, kind);
}

function ends<K extends Kind>(ledger: Ledger, id: EntityId, wanted: (l: Link) => boolean, other: (l: Link) => EntityId, kind: K): Entity<K>[] {
  const found = new Set<Entity<K>>();
  for (const l of ledger.links.get(id) ?? []) {
    const entity = wanted(l) ? ledger.entities.get(other(l)) : undefined;
    if (isKind(entity, kind)) found.add(entity);
  }
  return [...found];
}

/** Tracks that a peer received or sent, ended ones too. */
export function tracksOf(ledger: Ledger, peer: EntityId, rel: 'receives' | 'sends'): Entity<'track'>[] {
  return targets(ledger, peer, rel, 'track', true);
}

/** Streams that have one of the tracks. */
export function streamsOf(ledger: Ledger, tracks: readonly Entity<'track'>[]): Entity<'stream'>[] {
  return [...new Set(tracks.flatMap((t) => sources(ledger, t.id, 'has', 'stream')))];
}

/** The periods in which an element had a stream, as links, oldest first. */
export function playsOf(ledger: Ledger, id: EntityId): Link[] {
  return (ledger.links.get(id) ?? []).filter((l) => l.rel === 'plays');
}

/** What a reader knows a peer by: the camera of its WHEP session, else the registry's key, else nothing. */
export function cameraOf(ledger: Ledger, peer: Entity<'peer'>): string | undefined {
  const session = sources(ledger, peer.id, 'serves', 'session', true).at(-1);
  if (session) return session.props.camera;
  return /\["?(.+?)"?\]$/.exec(peer.props.registry ?? '')?.[1];
}

/**
 * The short name of an object: `p3`, with the frame where it is not the main one (`2:p3`). Which of the frame's documents it is in, one after the
 * other, is left out.
 */
export function shortId(id: EntityId): string {
  const [, frame, own] = /^(\d+)(?:\.\d+)?:(.+)$/s.exec(id) ?? [];
  if (frame === undefined || own === undefined) return id;
  return frame === '0' ? own : `${frame}:${own}`;
}

/** Whether a frame has had another document since: after that the same short name may mean another object. */
export function isOfEarlierDocument(ledger: Ledger, { document }: Entity): boolean {
  const own = ledger.documents.get(document);
  if (own?.endedAt === undefined) return false;
  const frame = frameOf(document);
  return [...ledger.documents.values()].some(({ id, startedAt, endedAt }) => id !== document && frameOf(id) === frame && (endedAt === undefined || startedAt > own.startedAt));
}

function frameOf(document: string): string {
  return document.split('.')[0] ?? document;
}

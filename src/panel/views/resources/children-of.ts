import { isKind } from '../../../core/ledger/is-kind.ts';
import type { Entity, Ledger } from '../../../core/ledger/ledger.ts';
import { sources, targets, tracksOf } from '../../../core/ledger/queries.ts';

/** What hangs below an object in the tree: of a peer all that it made or serves, of a track whatever uses it, then its clones. */
export function childrenOf(ledger: Ledger, entity: Entity): Entity[] {
  if (isKind(entity, 'peer')) {
    return unique([
      ...sources(ledger, entity.id, 'serves', 'session', true),
      ...tracksOf(ledger, entity.id, 'receives'),
      ...tracksOf(ledger, entity.id, 'sends'),
      ...targets(ledger, entity.id, 'carries', 'channel', true),
    ]);
  }
  if (isKind(entity, 'track')) {
    const streams = sources(ledger, entity.id, 'has', 'stream');
    return unique([
      ...streams.flatMap((stream) => sources(ledger, stream.id, 'plays', 'element')),
      ...[entity, ...streams].flatMap((held) => sources(ledger, held.id, 'holds', 'holder')),
      ...sources(ledger, entity.id, 'clone-of', 'track', true),
    ]);
  }
  if (isKind(entity, 'element') || isKind(entity, 'holder')) {
    return unique([...sources(ledger, entity.id, 'holds', 'holder'), ...sources(ledger, entity.id, 'derived-from', 'track', true)]);
  }
  return [];
}

function unique(entities: Entity[]): Entity[] {
  return [...new Set(entities)];
}

/** Objects of a document that hang below no peer, nor below anything that is listed by itself. */
export function looseObjects(ledger: Ledger, document: string): Entity[] {
  const loose: Entity[] = [];
  const { track, element, channel, holder, session, socket } = ledger.byKind;
  const add = <E extends Entity>(all: Iterable<E>, belongs: (entity: E) => boolean): void => {
    for (const entity of all) if (entity.document === document && !belongs(entity)) loose.push(entity);
  };
  const has = (id: string, ...rels: string[]): boolean => (ledger.links.get(id) ?? []).some((l) => l.to === id && rels.includes(l.rel));
  const from = (id: string, rel: string): boolean => (ledger.links.get(id) ?? []).some((l) => l.from === id && l.rel === rel);
  add(track.values(), (t) => has(t.id, 'receives', 'sends') || from(t.id, 'clone-of') || from(t.id, 'derived-from'));
  add(element.values(), (e) => targets(ledger, e.id, 'plays', 'stream').some((s) => targets(ledger, s.id, 'has', 'track').length > 0));
  add(channel.values(), (c) => has(c.id, 'carries'));
  add(holder.values(), (h) => (ledger.links.get(h.id) ?? []).some((l) => l.from === h.id && l.rel === 'holds' && l.until === undefined));
  add(session.values(), (s) => from(s.id, 'serves'));
  add(socket.values(), () => false);
  return loose;
}

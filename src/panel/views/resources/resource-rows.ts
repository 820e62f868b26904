import { groupBy } from '../../../core/group-by.ts';
import { derived } from '../../../core/ledger/derived.ts';
import type { DocumentRecord, Entity, Ledger } from '../../../core/ledger/ledger.ts';
import { cameraOf } from '../../../core/ledger/queries.ts';
import type { TreeRow } from '../parts/tree-row.ts';
import { childrenOf, looseObjects } from './children-of.ts';

export type ResourceRow = TreeRow &
  (
    | { readonly type: 'frame'; readonly frame: DocumentRecord; readonly live: number; readonly ended: number }
    | { readonly type: 'camera'; readonly camera: string; readonly live: number; readonly ended: number }
    | { readonly type: 'loose'; readonly live: number; readonly ended: number }
    | { readonly type: 'entity'; readonly entity: Entity }
  );

interface Options {
  readonly showEnded: boolean;
  /** Keys of branches that are not as they are by default: frames and cameras open, objects closed. */
  readonly toggled: ReadonlySet<string>;
  /** Whether an object passes the filter; absent without a filter. */
  readonly passes?: (entity: Entity) => boolean;
}

const ROW_PX = 24;
/** An object that is its own clone's source, as a lying page may have it, must not go on for ever. */
const MAX_LEVEL = 8;

/** The lines of the tree: page and frames, their cameras, the connections of each, and what hangs below them. */
export function resourceRows(ledger: Ledger, { showEnded, toggled, passes }: Options): ResourceRow[] {
  const rows: ResourceRow[] = [];
  const wanted = (entity: Entity, level = 0): boolean =>
    !passes || passes(entity) || (level < MAX_LEVEL && childrenOf(ledger, entity).some((child) => wanted(child, level + 1)));
  const shown = (entities: readonly Entity[]): Entity[] => entities.filter((e) => (showEnded || e.endedAt === undefined) && wanted(e));

  const addEntities = (entities: readonly Entity[], level: number, parent: string): void => {
    entities.forEach((entity, i) => {
      const key = `${parent} ${entity.id}`;
      const children = level < MAX_LEVEL ? shown(childrenOf(ledger, entity)) : [];
      // With a filter what was found must be seen.
      const open = toggled.has(key) !== (passes !== undefined && children.some((child) => !passes(entity) || passes(child)));
      rows.push({ type: 'entity', entity, key, level, heightPx: ROW_PX, position: i + 1, siblings: entities.length, ...(children.length ? { expanded: open } : {}) });
      if (children.length && open) addEntities(children, level + 1, key);
    });
  };

  const frames = listed(ledger).filter(({ frame }) => showEnded || frame.endedAt === undefined);
  frames.sort(({ frame: a }, { frame: b }) => Number(a.endedAt !== undefined) - Number(b.endedAt !== undefined) || Number(b.top) - Number(a.top));
  const branches = frames.map(({ frame, peers, loose }) => {
    const byCamera = groupBy(peers, (peer) => cameraOf(ledger, peer) ?? '');
    const cameras = [...byCamera].map(([camera, members]) => ({ type: 'camera' as const, camera, members: shown(members), ...counts(members) }));
    const parts = [...cameras, { type: 'loose' as const, members: shown(loose), ...counts(loose) }].filter((part) => part.members.length > 0);
    return { frame, parts, ...counts([...peers, ...loose]) };
  });
  const kept = branches.filter((branch) => branch.parts.length > 0 || !passes);
  kept.forEach(({ frame, parts, live, ended }, f) => {
    const key = `frame ${frame.id}`;
    const open = !toggled.has(key);
    rows.push({ type: 'frame', frame, live, ended, key, level: 1, heightPx: ROW_PX, position: f + 1, siblings: kept.length, expanded: open });
    if (!open) return;
    parts.forEach(({ members, ...part }, p) => {
      const partKey = `${key} ${part.type === 'camera' ? `camera ${part.camera}` : 'loose'}`;
      const partOpen = !toggled.has(partKey);
      rows.push({ ...part, key: partKey, level: 2, heightPx: ROW_PX, position: p + 1, siblings: parts.length, expanded: partOpen });
      if (partOpen) addEntities(members, 3, partKey);
    });
  });
  return rows;
}

/** How many of the objects that the tree lists have ended: the sum of what the rows of all pages and frames say. */
export function countEnded(ledger: Ledger): number {
  return listed(ledger).reduce((sum, { peers, loose }) => sum + counts([...peers, ...loose]).ended, 0);
}

/** What the tree lists of each document by itself; all else hangs below it. */
const listed = derived((ledger: Ledger): { readonly frame: DocumentRecord; readonly peers: readonly Entity<'peer'>[]; readonly loose: readonly Entity[] }[] => {
  const peersByFrame = groupBy(ledger.byKind.peer.values(), (peer) => peer.document);
  return [...ledger.documents.values()].map((frame) => ({ frame, peers: peersByFrame.get(frame.id) ?? [], loose: looseObjects(ledger, frame.id) }));
});

function counts(entities: readonly Entity[]): { live: number; ended: number } {
  const live = entities.filter((entity) => entity.endedAt === undefined).length;
  return { live, ended: entities.length - live };
}

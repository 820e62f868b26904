import type { Entity, Ledger } from '../ledger/ledger.ts';
import { lineOf } from '../ledger/line.ts';
import { isShownOnArrival } from '../ledger/pools.ts';
import { cameraOf, live } from '../ledger/queries.ts';
import { showings, showingsByElement } from '../ledger/showings.ts';

export interface Takeover {
  readonly by: Entity<'peer'>;
  /** When the newer connection had taken over. */
  readonly at: number;
  readonly what: 'element' | 'camera' | 'registry';
}

/** Finds for a connection the newer one that took its place. It looks through the ledger once, for all that will be asked of it. */
export function createTakeovers(ledger: Ledger): (peer: Entity<'peer'>) => Takeover | undefined {
  const inElement = showingsByElement(ledger);
  const ofCamera = new Map<string, Entity<'peer'>[]>();
  const inRegistry = new Map<string, Entity<'peer'>>();
  for (const peer of live(ledger, 'peer')) {
    const camera = cameraOf(ledger, peer);
    if (camera !== undefined) ofCamera.set(`${peer.document} ${camera}`, [...(ofCamera.get(`${peer.document} ${camera}`) ?? []), peer]);
    if (peer.props.registry) inRegistry.set(`${peer.document} ${peer.props.registry}`, peer);
  }

  return (peer) => {
    const own = showings(ledger, peer);
    const ended = Math.max(0, ...own.map((showing) => showing.until ?? 0));
    const takeovers: Takeover[] = [];
    const registry = peer.props.leftRegistry === undefined ? undefined : inRegistry.get(`${peer.document} ${peer.props.leftRegistry}`);
    if (registry && registry !== peer) takeovers.push({ by: registry, at: Math.max(registry.createdAt, ended), what: 'registry' });
    for (const mine of own) {
      for (const { peer: by, showing } of inElement.get(mine.element.id) ?? []) {
        if (by === peer || showing.since < (mine.until ?? Infinity)) continue;
        // A pool has its connections before it shows them; a switch makes a new one, or shows it as soon as it arrives.
        if (by.createdAt > mine.since || isShownOnArrival(ledger, by, showing)) {
          takeovers.push({ by, at: Math.max(showing.since, mine.until ?? 0), what: 'element' });
        }
      }
    }
    const camera = cameraOf(ledger, peer);
    for (const by of (camera !== undefined && ofCamera.get(`${peer.document} ${camera}`)) || []) {
      const shown = by.createdAt > peer.createdAt ? showings(ledger, by).at(-1) : undefined;
      if (shown) takeovers.push({ by, at: Math.max(shown.since, ended), what: 'camera' });
    }
    return takeovers.sort((a, b) => a.at - b.at)[0];
  };
}

/** Made for the same purpose: by the same line of the page. */
export function isSuccessor(by: Entity<'peer'>, peer: Entity<'peer'>): boolean {
  return lineOf(peer) !== undefined && lineOf(by) === lineOf(peer);
}

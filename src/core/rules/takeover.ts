import type { Entity, Ledger } from '../ledger/ledger.ts';
import { lineOf } from '../ledger/line.ts';
import { peerUse } from '../ledger/peer-use.ts';
import { isShownOnArrival } from '../ledger/pools.ts';
import { cameraOf, live, sources } from '../ledger/queries.ts';
import { showings, showingsByElement, type ShownPeer } from '../ledger/showings.ts';

export interface Takeover {
  readonly by: Entity<'peer'>;
  /** When the newer connection had taken over. */
  readonly at: number;
  readonly what: 'element' | 'camera' | 'registry';
}

export type Takeovers = (peer: Entity<'peer'>) => Takeover | undefined;

/** Finds for a connection the newer one that took its place. It looks through the ledger once, for all that will be asked of it. */
export function createTakeovers(ledger: Ledger): Takeovers {
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
    for (const { element, since, until = Infinity } of own) {
      const later = after(inElement.get(element.id) ?? [], until);
      // A pool has its connections before it shows them; a switch makes a new one, or shows it as soon as it arrives.
      const next = later.find(({ peer: by, showing }) => by !== peer && (by.createdAt > since || isShownOnArrival(ledger, by, showing)));
      if (next) takeovers.push({ by: next.peer, at: next.showing.since, what: 'element' });
    }
    const camera = cameraOf(ledger, peer);
    for (const by of (camera !== undefined && ofCamera.get(`${peer.document} ${camera}`)) || []) {
      if (by.createdAt <= peer.createdAt) continue;
      const shown = showings(ledger, by).at(-1);
      if (shown) takeovers.push({ by, at: Math.max(shown.since, ended), what: 'camera' });
      else if (isPublishedAgain(ledger, peer, by)) takeovers.push({ by, at: by.createdAt, what: 'camera' });
    }
    return takeovers.sort((a, b) => a.at - b.at)[0];
  };
}

/** What an element has shown from a time on; an element may have shown a thousand connections. */
function after(shown: readonly ShownPeer[], time: number): readonly ShownPeer[] {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shown[middle] as ShownPeer).showing.since < time) low = middle + 1;
    else high = middle;
  }
  return shown.slice(low);
}

/** Both only send, to one address, which takes one publisher. */
function isPublishedAgain(ledger: Ledger, peer: Entity<'peer'>, by: Entity<'peer'>): boolean {
  const address = (of: Entity<'peer'>): string | undefined => sources(ledger, of.id, 'serves', 'session', true).at(-1)?.props.url;
  const onlySends = (of: Entity<'peer'>): boolean => peerUse(ledger, of).received.length === 0 && peerUse(ledger, of).sent.length > 0;
  return address(peer) !== undefined && address(peer) === address(by) && onlySends(peer) && onlySends(by);
}

/** Made for the same purpose: by the same line of the page. */
export function isSuccessor(by: Entity<'peer'>, peer: Entity<'peer'>): boolean {
  return lineOf(peer) !== undefined && lineOf(by) === lineOf(peer);
}

import type { Entity, Ledger } from '../ledger/ledger.ts';
import { lineOf, sameLine } from '../ledger/line.ts';
import { receivedAt } from '../ledger/peer-use.ts';
import { targets } from '../ledger/queries.ts';

/**
 * Whether a connection that is not set up was made only to try something out: whether there is WebRTC at all, which codecs, which local
 * addresses. It is made before any connection is of use, since a spare stands beside one; and its line never made one that was.
 */
export function isProbe(ledger: Ledger, peer: Entity<'peer'>): { readonly since: number; readonly factor: number } | undefined {
  if (lineOf(peer) === undefined) return undefined;
  const others = [...ledger.byKind.peer.values()].filter((other) => other !== peer && other.document === peer.document);
  const used = others.filter((other) => wasUsed(ledger, other));
  if (used.some((other) => sameLine(other, peer) || (receivedAt(ledger, other) ?? other.createdAt) < peer.createdAt)) return undefined;
  const { handlers, transceivers, signalingState } = peer.props;
  const channels = targets(ledger, peer.id, 'carries', 'channel', true);
  const isUntouched = signalingState === 'stable' && handlers.length === 0;
  // A channel may have been tried out too; without an offer it never opens.
  if (isUntouched && transceivers === 0) return { since: peer.createdAt, factor: 2 };
  // With a section in it, it may be a spare that waits for its turn, unless the real connections come from elsewhere.
  const [first] = used;
  if (isUntouched && channels.length === 0 && first) return { since: Math.max(peer.createdAt, first.createdAt), factor: 2 };
  // Or unless an offer was made of it that never was set, but only read.
  if (isUntouched && channels.length === 0 && peer.props.madeOffer) return { since: peer.createdAt, factor: 4 };
  const asksForAddresses = channels.length > 0 && channels.every((channel) => channel.props.label === '') && transceivers === 0;
  return asksForAddresses && handlers.every((name) => GATHERING.includes(name)) ? { since: peer.createdAt, factor: 2 } : undefined;
}

const GATHERING: readonly string[] = ['onicecandidate', 'onicegatheringstatechange', 'onicecandidateerror'];

function wasUsed(ledger: Ledger, peer: Entity<'peer'>): boolean {
  return peer.props.connectionState === 'connected' || receivedAt(ledger, peer) !== undefined || targets(ledger, peer.id, 'sends', 'track', true).length > 0;
}

import { isKind } from '../ledger/is-kind.ts';
import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { lineOf } from '../ledger/line.ts';
import { isOnHold, isStopped, peerUse, restsSince, type PeerUse } from '../ledger/peer-use.ts';
import { poolingLines } from '../ledger/pools.ts';
import { cameraOf, shortId, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';
import { createTakeovers, isSuccessor, type Takeover } from './takeover.ts';

/** Two of a stereo pair, or of a room, come up together. */
const AGAIN_MS = 1_000;

/** In grace times, by what is left of its own: a call that sends may be kept for a while on purpose. */
const PATIENCE = { nothing: 1, rests: 2, shares: 4 } as const;

/**
 * A newer connection took over the same element, camera or registry entry while the old one is open: the classic leak of a camera switch.
 *
 * Certain (`leak`) when the page itself stopped all that the old one received, and it never sent and had no channel: what is stopped never
 * comes back. Otherwise a `suspect`: a page may park a connection to come back to it. Lines of the page that did so before are left alone,
 * and so is what is on hold.
 */
export const peerSuperseded: Rule = {
  code: 'peer-superseded',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'peer');
    if (open.length < 2) return [];
    const takeoverOf = createTakeovers(ledger);
    const pools = poolingLines(ledger);
    return open.flatMap((peer) => {
      const use = peerUse(ledger, peer);
      const takeover = use.isPlayed ? heardAgain(ledger, peer, use, open) : takeoverOf(peer);
      if (!takeover) return [];
      const own = remaining(ledger, peer, use, takeover);
      if (own === 'busy' || now - takeover.at < settings.graceMs * PATIENCE[own]) return [];
      const certain = isStopped(use) && !hasOtherUse(ledger, peer) && !isOnHold(peer, use) && isSuccessor(takeover.by, peer);
      const onlySends = use.received.length === 0 && use.sent.length > 0;
      const parked = use.live.length === 0 && !onlySends ? !isStopped(use) : pools.has(lineOf(peer) ?? '');
      if (!certain && (parked || isOnHold(peer, use))) return [];
      return [
        pageFinding({
          code: 'peer-superseded',
          subject: peer,
          severity: certain ? 'error' : 'warning',
          verdict: certain ? 'leak' : 'suspect',
          since: takeover.at,
          variant: takeover.what,
          params: { peer: shortId(peer.id), camera: cameraOf(ledger, peer) ?? '', by: shortId(takeover.by.id) },
          evidence: peerEvidence(peer, use),
          related: [{ role: 'taken-over-by', id: takeover.by.id }],
        }),
      ];
    });
  },
};

/**
 * What is left of a connection's own doings: nothing; or its channel `rests`; or it `shares` what its successor does too, such as the
 * microphone or the channel for controls; or it is `busy` with something of its own.
 */
function remaining(ledger: Ledger, peer: Entity<'peer'>, { sent, openChannels }: PeerUse, { by, at }: Takeover): keyof typeof PATIENCE | 'busy' {
  if (sent.length === 0 && openChannels.length === 0) return 'nothing';
  const next = peerUse(ledger, by);
  const sendsToo = (track: Entity<'track'>): boolean =>
    next.sent.some((other) => other === track || (other.props.media === track.props.media && isSameSource(ledger, other, track)));
  const channelToo = (channel: Entity<'channel'>): boolean => next.openChannels.some((other) => other.props.label === channel.props.label);
  if (!isSuccessor(by, peer) || !sent.every(sendsToo)) return 'busy';
  if (openChannels.every(channelToo)) return sent.length ? 'shares' : 'nothing';
  // A library gives each channel a name of its own.
  return next.openChannels.length > 0 && openChannels.every((channel) => restsSince(channel, at)) ? (sent.length ? 'shares' : 'rests') : 'busy';
}

/** The same device, or clones of one track. */
function isSameSource(ledger: Ledger, a: Entity<'track'>, b: Entity<'track'>): boolean {
  const original = (track: Entity<'track'>): string => targets(ledger, track.id, 'clone-of', 'track', true)[0]?.id ?? track.id;
  return (a.props.deviceId !== undefined && a.props.deviceId === b.props.deviceId) || original(a) === original(b);
}

/**
 * The same camera is heard once more: the same line connected it anew, and both play in audio elements outside the document, where nobody can
 * want the two of them.
 */
function heardAgain(ledger: Ledger, peer: Entity<'peer'>, use: PeerUse, open: readonly Entity<'peer'>[]): Takeover | undefined {
  const camera = cameraOf(ledger, peer);
  if (camera === undefined || !isOnlyHeard(use)) return undefined;
  const by = open.find((other) => other.createdAt > peer.createdAt + AGAIN_MS && isSuccessor(other, peer) && cameraOf(ledger, other) === camera && isOnlyHeard(peerUse(ledger, other)));
  const [first] = by ? peerUse(ledger, by).uses : [];
  return by && first && { by, at: first.since, what: 'camera' };
}

function isOnlyHeard({ uses }: PeerUse): boolean {
  const current = uses.filter(({ until }) => until === undefined);
  return current.length > 0 && current.every(({ user }) => isKind(user, 'element') && user.props.tag === 'audio' && !user.props.connected);
}

function hasOtherUse(ledger: Ledger, peer: Entity<'peer'>): boolean {
  return targets(ledger, peer.id, 'sends', 'track', true).length > 0 || targets(ledger, peer.id, 'carries', 'channel', true).length > 0;
}

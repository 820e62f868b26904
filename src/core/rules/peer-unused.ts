import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { lineOf, sameLine } from '../ledger/line.ts';
import { neverStarted } from '../ledger/never-started.ts';
import { elementsOf, isInUse, isOnHold, isStopped, peerUse, receivedAt, restsSince, sentAllStopped, type PeerUse } from '../ledger/peer-use.ts';
import { isPausedAtTimes, poolingLines } from '../ledger/pools.ts';
import { cameraOf, sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import type { Rule } from './rule.ts';
import { createTakeovers, type Takeovers } from './takeover.ts';

/** A channel may be kept for what is to come. */
const RESTING_FACTOR = 6;

/** What the page lost is seen at the next look. */
const LOOK_MS = 1_500;

interface Unused {
  readonly variant: 'view-gone' | 'session-deleted' | 'never-shown' | 'sends-nothing' | 'channels-closed';
  readonly since: number;
  /** In grace times: how long a page may leave it so on purpose. */
  readonly factor: number;
}

/**
 * An open connection that is of no use any more, without another one in its place: its view was removed, its session was deleted, its
 * channels are closed, all that it sent was stopped, or it came up when nobody waited for it. Silent while anything uses what it receives, while it sends, while it has an
 * open channel, and while it is on hold.
 *
 * Certain (`leak`) only where the page deleted its session: the server has ended it. Otherwise a `suspect`, since a page may come back to it.
 */
export const peerUnused: Rule = {
  code: 'peer-unused',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'peer').map((peer) => ({ peer, use: peerUse(ledger, peer) }));
    const pools = poolingLines(ledger);
    let takeovers: Takeovers | undefined;
    return open.flatMap(({ peer, use }) => {
      if (isInUse(use) && !viewIsGone(use)) return [];
      const unused = deletedSession(ledger, peer) ?? (isOnHold(peer, use) || pools.has(lineOf(peer) ?? '') ? undefined : noLongerUsed(ledger, peer, use, open));
      if (!unused || now - unused.since < settings.graceMs * unused.factor) return [];
      // The next connection comes a moment after the session was deleted; then it is the better explanation, and counts from there.
      takeovers ??= createTakeovers(ledger);
      const nextAt = takeovers(peer)?.at ?? 0;
      if (nextAt - unused.since < settings.graceMs && now - nextAt < settings.graceMs) return [];
      const certain = unused.variant === 'session-deleted';
      return [
        pageFinding({
          code: 'peer-unused',
          subject: peer,
          severity: certain ? 'error' : 'warning',
          verdict: certain ? 'leak' : 'suspect',
          since: unused.since,
          variant: unused.variant,
          params: { camera: cameraOf(ledger, peer) ?? '' },
          evidence: peerEvidence(peer, use),
        }),
      ];
    });
  },
};

/** It was on show and no longer is, and its channels, which a library may have opened for nothing, rest since then. */
function viewIsGone(use: PeerUse): boolean {
  return !use.isPlayed && use.sent.length === 0 && use.uses.length > 0 && use.openChannels.every((channel) => restsSince(channel, lastUse(use)));
}

function lastUse({ uses }: PeerUse): number {
  return Math.max(...uses.map(({ until }) => until ?? 0));
}

/** Once its session is deleted, nothing can come over the connection any more. One that was refused never was a session, and is soon forgotten. */
function deletedSession(ledger: Ledger, peer: Entity<'peer'>): Unused | undefined {
  const sessions = sources(ledger, peer.id, 'serves', 'session', true).filter(({ props }) => (props.status ?? 0) < 400);
  if (sessions.length === 0 || sessions.some((session) => session.endedAt === undefined)) return undefined;
  return { variant: 'session-deleted', since: Math.max(...sessions.map((session) => session.endedAt ?? 0)), factor: 1 };
}

function noLongerUsed(ledger: Ledger, peer: Entity<'peer'>, use: PeerUse, open: readonly { peer: Entity<'peer'>; use: PeerUse }[]): Unused | undefined {
  const channels = targets(ledger, peer.id, 'carries', 'channel', true);
  if (channels.length > 0 && use.live.length === 0) {
    return channels.every((channel) => channel.endedAt !== undefined)
      ? { variant: 'channels-closed', since: Math.max(...channels.map((channel) => channel.endedAt ?? 0)), factor: 2 }
      : undefined;
  }
  if (use.received.length === 0) return nothingToSend(ledger, peer);
  if (use.live.length === 0 && !isStopped(use)) return undefined;
  if (use.uses.length > 0 && (isPausedAtTimes(ledger, peer) || elementsOf(use).some((element) => neverStarted(ledger, element)))) return undefined;
  if (use.uses.length > 0) return { variant: 'view-gone', since: lastUse(use), factor: use.openChannels.length > 0 ? RESTING_FACTOR : 2 };
  return neverShown(ledger, peer, open);
}

/**
 * It only sent, and the page stopped all of it for good: nobody goes back to a screen, for the browser would ask again, or stops camera and
 * microphone at once to be back soon. A camera alone is stopped when it is switched off, and a microphone when the button is let go.
 */
function nothingToSend(ledger: Ledger, peer: Entity<'peer'>): Unused | undefined {
  const stopped = sentAllStopped(ledger, peer);
  const has = (media: string): boolean => stopped?.tracks.some((track) => track.props.media === media) ?? false;
  const forGood = stopped?.tracks.some((track) => track.props.origin === 'display') || (has('audio') && has('video'));
  return stopped && forGood ? { variant: 'sends-nothing', since: stopped.since, factor: 4 } : undefined;
}

/**
 * It receives and was never shown: it came up too late. Only where a newer one of the same line is on show instead, where the page lost a
 * player while it came up, or where no connection is of any use to the page and none ever sent; otherwise it may be a spare, one of a pool, or
 * the other end of one that sends.
 */
function neverShown(ledger: Ledger, peer: Entity<'peer'>, open: readonly { peer: Entity<'peer'>; use: PeerUse }[]): Unused | undefined {
  const arrived = receivedAt(ledger, peer) ?? peer.createdAt;
  const used = open.filter((other) => other.peer.document === peer.document && isInUse(other.use));
  const newer = used.filter((other) => other.peer.createdAt > peer.createdAt && sameLine(other.peer, peer) && other.use.isPlayed);
  if (newer[0]) return { variant: 'never-shown', since: Math.max(arrived, newer[0].peer.createdAt), factor: 3 };
  const { playerGoneAt } = ledger.documents.get(peer.document) ?? {};
  if (playerGoneAt !== undefined && playerGoneAt > peer.createdAt && playerGoneAt < arrived + LOOK_MS) return { variant: 'never-shown', since: arrived, factor: 4 };
  const sends = [...ledger.byKind.peer.values()].some((other) => other.document === peer.document && targets(ledger, other.id, 'sends', 'track', true).length > 0);
  return used.length === 0 && !sends ? { variant: 'never-shown', since: arrived, factor: 4 } : undefined;
}

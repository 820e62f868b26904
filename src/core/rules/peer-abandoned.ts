import { liveInPage } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { sameLine } from '../ledger/line.ts';
import { isInUse, peerUse, sentAllStopped, type PeerUse } from '../ledger/peer-use.ts';
import { cameraOf, sources, targets } from '../ledger/queries.ts';
import type { Severity } from './finding.ts';
import { pageFinding } from './page-finding.ts';
import { peerEvidence } from './peer-evidence.ts';
import { isProbe } from './probe.ts';
import type { Rule } from './rule.ts';

interface Abandoned {
  readonly variant: 'refused' | 'failed' | 'lost' | 'overtaken' | 'unanswered' | 'given-up' | 'waiting' | 'probe';
  readonly since: number;
  /** In grace times: how long it may rightly be so. */
  readonly factor: number;
  readonly severity?: Severity;
  readonly by?: Entity<'peer'> | undefined;
  readonly status?: number;
}

/**
 * A connection that came to nothing and was not closed: its request was refused, it failed, it was overtaken before it was set up, nobody
 * answered, or it was made only to try something out. Always a `suspect`, for a page may try it again.
 */
export const peerAbandoned: Rule = {
  code: 'peer-abandoned',
  check(ledger, settings, now) {
    const open = liveInPage(ledger, 'peer').map((peer) => ({ peer, use: peerUse(ledger, peer) }));
    return open.flatMap(({ peer, use }) => {
      const found = broken(ledger, peer, open) ?? stuck(ledger, peer, use, open);
      if (!found || now - found.since < settings.graceMs * found.factor) return [];
      return [
        pageFinding({
          code: 'peer-abandoned',
          subject: peer,
          severity: found.severity ?? 'warning',
          verdict: 'suspect',
          since: found.since,
          variant: found.variant,
          params: { camera: cameraOf(ledger, peer) ?? '', status: found.status ?? '' },
          evidence: peerEvidence(peer, use),
          related: found.by ? [{ role: 'taken-over-by', id: found.by.id }] : [],
        }),
      ];
    });
  },
};

type Open = readonly { readonly peer: Entity<'peer'>; readonly use: PeerUse }[];

/** Refused, failed or lost. An ICE restart may mend it, or the page may ask again; with a newer one for the same camera it is forgotten. */
function broken(ledger: Ledger, peer: Entity<'peer'>, open: Open): Abandoned | undefined {
  const { connectionState } = peer.props;
  const session = sources(ledger, peer.id, 'serves', 'session', true).at(-1);
  const camera = cameraOf(ledger, peer);
  const by = camera === undefined ? undefined : open.find((other) => other.peer.createdAt > peer.createdAt && sameLine(other.peer, peer) && cameraOf(ledger, other.peer) === camera)?.peer;
  const since = Math.max(by?.createdAt ?? 0, peer.changedAt);
  const { status } = session?.props ?? {};
  if (session && status !== undefined && (status === 0 || status >= 400) && connectionState === 'new') {
    return { variant: 'refused', since: Math.max(session.changedAt, by?.createdAt ?? 0), factor: by ? 1 : 2, by, status };
  }
  if (connectionState === 'failed') return { variant: 'failed', since, factor: by ? 1 : 3, by };
  return connectionState === 'disconnected' ? { variant: 'lost', since, factor: by ? 2 : 6, by } : undefined;
}

/** Never set up. Whoever only wants to watch gets an answer soon or never; a call may ring for a while. */
function stuck(ledger: Ledger, peer: Entity<'peer'>, use: PeerUse, open: Open): Abandoned | undefined {
  const { connectionState, signalingState, poolsCandidates } = peer.props;
  if (connectionState !== 'new' || poolsCandidates || use.openChannels.length > 0 || use.received.length > 0) return undefined;
  const probe = isProbe(ledger, peer);
  if (probe) return { variant: 'probe', ...probe };
  // Whoever stops all that it was to send does not wait for an answer any more.
  const stopped = signalingState === 'have-local-offer' ? sentAllStopped(ledger, peer) : undefined;
  if (stopped) return { variant: 'given-up', since: stopped.since, factor: 2 };
  const others = open.filter((other) => other.peer !== peer && other.peer.document === peer.document);
  const twins = others.filter((other) => sameLine(other.peer, peer));
  const isParallel = twins.filter((other) => isInUse(other.use)).length > 1;
  const onlyWatches = peer.props.onlyReceives === true && use.sent.length === 0 && targets(ledger, peer.id, 'carries', 'channel', true).length === 0;
  const patience = onlyWatches && !isParallel ? 2 : 6;
  const successor = twins.find((other) => other.peer.createdAt > peer.createdAt && other.use.received.length > 0);
  if (successor) return { variant: 'overtaken', since: successor.peer.createdAt, factor: patience, by: successor.peer };
  const alsoStuck = twins.filter((other) => other.peer.props.connectionState === 'new');
  const next = nextTry(peer, alsoStuck.map((other) => other.peer));
  if (next && alsoStuck.length >= 2) return { variant: 'overtaken', since: next.createdAt, factor: patience, by: next };
  if (others.some((other) => isInUse(other.use))) return undefined;
  const offered = signalingState === 'have-local-offer';
  return onlyWatches && offered ? { variant: 'unanswered', since: peer.createdAt, factor: 4 } : { variant: 'waiting', since: peer.createdAt, factor: 12, severity: 'info' };
}

/** Tries follow each other at some distance; what is made in one go, as a pool is, has none between one and the next. */
const APART_MS = 300;

/** The first one that was made after all that were made in one go with this one: these are judged alike. */
function nextTry(peer: Entity<'peer'>, twins: readonly Entity<'peer'>[]): Entity<'peer'> | undefined {
  let last = peer.createdAt;
  for (const twin of twins.filter(({ createdAt }) => createdAt > peer.createdAt).sort((a, b) => a.createdAt - b.createdAt)) {
    if (twin.createdAt - last > APART_MS) return twin;
    last = twin.createdAt;
  }
  return undefined;
}

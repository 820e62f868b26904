import { isTrackInUse, openChannels } from '../ledger/in-use.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf, live, shortId, tracksOf } from '../ledger/queries.ts';
import { showings } from '../ledger/showings.ts';
import type { Message } from './finding.ts';
import type { Rule } from './rule.ts';

interface Takeover {
  readonly by: Entity<'peer'>;
  /** When the newer connection had taken over. */
  readonly at: number;
  readonly what: 'element' | 'camera';
}

/**
 * A newer connection took over the same element or camera while the old one is open: the classic leak of a camera switch.
 *
 * Certain (`leak`) when the old one can never be of use again: the page stopped all that it received, it sends nothing and has no open
 * channel; or the same camera was connected anew. Otherwise a `suspect`: a page may park a connection to come back to it, so it is told
 * only where the newer one was made after the old one was on show (a pool is filled before), and never where the page did come back
 * to a parked connection.
 */
export const peerSuperseded: Rule = {
  code: 'peer-superseded',
  check(ledger, settings, now) {
    const open = live(ledger, 'peer').filter((p) => p.props.signalingState !== 'closed');
    if (open.length < 2) return [];
    const shown = new Map(open.map((p) => [p, showings(ledger, p)] as const));
    const pageReturns = open.some((p) => cameBack(shown.get(p) ?? []));
    return open.flatMap((peer) => {
      const takeover = takeoverOf(ledger, peer, open, shown);
      if (!takeover || now - takeover.at < settings.graceMs) return [];
      const received = tracksOf(ledger, peer.id, 'receives');
      const sending = tracksOf(ledger, peer.id, 'sends').some((t) => t.endedAt === undefined);
      if (sending || received.some((t) => isTrackInUse(ledger, t))) return [];
      const useless = received.length > 0 && received.every((t) => t.endedAt !== undefined) && !openChannels(ledger, peer).length;
      const certain = useless || takeover.what === 'camera';
      if (!certain && pageReturns) return [];
      const camera = cameraOf(ledger, peer);
      return [
        {
          key: `peer-superseded ${peer.id}`,
          code: 'peer-superseded',
          severity: certain ? ('error' as const) : ('warning' as const),
          verdict: certain ? ('leak' as const) : ('suspect' as const),
          subject: { kind: 'peer' as const, id: peer.id },
          since: takeover.at,
          ...(peer.stack[0] ? { source: peer.stack[0] } : {}),
          message: {
            key: `peer-superseded.${takeover.what}`,
            params: { peer: shortId(peer.id), camera: camera ?? '', by: shortId(takeover.by.id), sinceMs: takeover.at },
          },
          evidence: evidenceOf(peer, received, useless),
          related: [{ role: 'taken-over-by', id: takeover.by.id }],
          fixes: [{ kind: 'clean' as const, targets: [peer.id] }],
        },
      ];
    });
  },
};

function takeoverOf(
  ledger: Ledger,
  peer: Entity<'peer'>,
  open: readonly Entity<'peer'>[],
  shown: ReadonlyMap<Entity<'peer'>, ReturnType<typeof showings>>,
): Takeover | undefined {
  const own = shown.get(peer) ?? [];
  if (own.some((s) => s.until === undefined && tracksOf(ledger, peer.id, 'receives').some((t) => t.endedAt === undefined))) return;
  const camera = cameraOf(ledger, peer);
  for (const by of ledger.byKind.peer.values()) {
    if (by === peer || by.document !== peer.document || by.createdAt < peer.createdAt) continue;
    if (camera !== undefined && camera === cameraOf(ledger, by) && open.includes(by) && isLatest(own, shown.get(by) ?? [])) {
      return { by, at: Math.max(by.createdAt, lastEnd(own)), what: 'camera' };
    }
    for (const mine of own) {
      const theirs = (shown.get(by) ?? showings(ledger, by)).find((s) => s.element === mine.element && s.since >= (mine.until ?? Infinity));
      if (theirs && by.createdAt > mine.since) return { by, at: Math.max(theirs.since, mine.until ?? 0), what: 'element' };
    }
  }
  return;
}

function isLatest(own: readonly { since: number }[], theirs: readonly { since: number }[]): boolean {
  return theirs.some((s) => s.since >= Math.max(0, ...own.map((o) => o.since)));
}

function lastEnd(own: readonly { until?: number }[]): number {
  return Math.max(0, ...own.map((s) => s.until ?? 0));
}

/** Shown, off for a while, and shown again: this page parks connections and returns to them. */
function cameBack(own: readonly { since: number; until?: number }[]): boolean {
  return own.some((s) => own.some((later) => later.since > (s.until ?? Infinity)));
}

function evidenceOf(peer: Entity<'peer'>, received: readonly Entity<'track'>[], useless: boolean): Message[] {
  const evidence: Message[] = [{ key: 'evidence.state', params: { state: peer.props.connectionState } }];
  if (useless) evidence.push({ key: 'evidence.tracks-stopped', params: { count: received.length } });
  else evidence.push({ key: 'evidence.unused-tracks', params: { count: received.filter((t) => t.endedAt === undefined).length } });
  if (peer.props.registry) evidence.push({ key: 'evidence.registry', params: { registry: peer.props.registry } });
  if (peer.props.bytesReceived !== undefined) evidence.push({ key: 'evidence.bytes', params: { bytes: peer.props.bytesReceived } });
  return evidence;
}

import { openChannels } from '../ledger/in-use.ts';
import { liveInPage, sameSite } from '../ledger/in-page.ts';
import type { Entity, Ledger } from '../ledger/ledger.ts';
import { cameraOf, sources, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A failed connection may be mended by an ICE restart; after this nobody is at it any more. */
const FAILED_FACTOR = 3;
/** A connection that was never configured: no section, no channel, no handler. It was made to try something out. */
const PROBE_FACTOR = 2;

/**
 * A connection that came to nothing and was not closed: its request was refused, it failed, it was overtaken before it was set up, or it was
 * made only to try something out.
 */
export const peerAbandoned: Rule = {
  code: 'peer-abandoned',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'peer').flatMap((peer) => {
      const found = why(ledger, peer);
      if (!found || now - found.since < settings.graceMs * found.factor) return [];
      return [
        pageFinding({
          code: 'peer-abandoned',
          subject: peer,
          severity: found.certain ? 'error' : 'warning',
          verdict: found.certain ? 'leak' : 'suspect',
          since: found.since,
          variant: found.variant,
          params: { camera: cameraOf(ledger, peer) ?? '', status: found.status ?? '' },
          evidence: [{ key: 'evidence.state', params: { state: peer.props.connectionState } }],
          related: found.by ? [{ role: 'taken-over-by', id: found.by.id }] : [],
        }),
      ];
    }),
};

interface Why {
  readonly variant: 'refused' | 'failed' | 'overtaken' | 'probe';
  readonly since: number;
  readonly factor: number;
  readonly certain: boolean;
  readonly by?: Entity<'peer'> | undefined;
  readonly status?: number;
}

function why(ledger: Ledger, peer: Entity<'peer'>): Why | undefined {
  const { connectionState, signalingState, handlers, transceivers } = peer.props;
  const newer = newerFromSameLine(ledger, peer);
  const refused = sources(ledger, peer.id, 'serves', 'session', true).at(-1);
  if (refused?.props.status !== undefined && (refused.props.status === 0 || refused.props.status >= 400) && connectionState === 'new') {
    // The same connection may be offered again; once the page made another one for it, this one is forgotten.
    return { variant: 'refused', since: Math.max(refused.changedAt, newer?.createdAt ?? 0), factor: newer ? 1 : FAILED_FACTOR, certain: newer !== undefined, by: newer, status: refused.props.status };
  }
  if (connectionState === 'failed') {
    return { variant: 'failed', since: Math.max(peer.changedAt, newer?.createdAt ?? 0), factor: newer ? 1 : FAILED_FACTOR, certain: false, by: newer };
  }
  const untouched = connectionState === 'new' && openChannels(ledger, peer).length === 0;
  if (untouched && signalingState !== 'stable' && newer && newer.props.connectionState !== 'new') {
    return { variant: 'overtaken', since: newer.createdAt, factor: 1, certain: false, by: newer };
  }
  const channels = targets(ledger, peer.id, 'carries', 'channel', true).length;
  if (untouched && signalingState === 'stable' && handlers.length === 0 && transceivers === 0 && channels === 0 && !peer.props.poolsCandidates) {
    return { variant: 'probe', since: peer.createdAt, factor: PROBE_FACTOR, certain: false };
  }
  return undefined;
}

function newerFromSameLine(ledger: Ledger, peer: Entity<'peer'>): Entity<'peer'> | undefined {
  return [...ledger.byKind.peer.values()].find((other) => other.document === peer.document && other.createdAt > peer.createdAt && sameSite(other, peer));
}

import type { Finding, Related } from './finding.ts';
import type { LeftTrack } from './left-track.ts';
import { pageFinding } from './page-finding.ts';

/** A suspicion about a captured track; always one, since a page may keep a track for its next call. */
export function trackFinding(code: string, { track, since }: LeftTrack, variant: string | undefined, related: readonly Related[] = []): Finding {
  const { media, label, origin, enabled } = track.props;
  return pageFinding({
    code,
    subject: track,
    severity: 'warning',
    verdict: 'suspect',
    since,
    ...(variant === undefined ? {} : { variant }),
    params: { media, label },
    evidence: [{ key: 'evidence.origin', params: { origin } }, ...(enabled ? [] : [{ key: 'evidence.disabled', params: {} }])],
    related,
  });
}

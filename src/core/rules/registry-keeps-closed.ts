import { retained } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

/** A registry that the settings name still has a closed connection in it, so it is never collected. A note: the page may tidy up later. */
export const registryKeepsClosed: Rule = {
  code: 'registry-keeps-closed',
  check: (ledger, settings, now) =>
    retained(ledger, 'peer').flatMap((peer) => {
      const { registry } = peer.props;
      if (!registry || peer.endedAt === undefined || now - peer.endedAt < settings.graceMs) return [];
      return [
        pageFinding({
          code: 'registry-keeps-closed',
          subject: peer,
          severity: 'info',
          verdict: 'suspect',
          since: peer.endedAt,
          params: { registry },
        }),
      ];
    }),
};

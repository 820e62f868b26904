import { liveInPage } from '../ledger/in-page.ts';
import { neverStarted } from '../ledger/never-started.ts';
import { playsOf, targets } from '../ledger/queries.ts';
import { pageFinding } from './page-finding.ts';
import type { Rule } from './rule.ts';

const FACTOR = 4;

/** A video that never was in the document and never got a first picture: a helper that waits for `loadeddata` for ever, and holds its stream. */
export const elementNeverStarted: Rule = {
  code: 'element-never-started',
  check: (ledger, settings, now) =>
    liveInPage(ledger, 'element').flatMap((element) => {
      const live = targets(ledger, element.id, 'plays', 'stream').some((stream) => targets(ledger, stream.id, 'has', 'track').some((t) => t.endedAt === undefined));
      const since = playsOf(ledger, element.id).at(-1)?.since ?? element.createdAt;
      if (!neverStarted(ledger, element) || !live || now - since < settings.graceMs * FACTOR) return [];
      return [
        pageFinding({ code: 'element-never-started', subject: element, severity: 'warning', verdict: 'suspect', since, params: { label: element.props.label } }),
      ];
    }),
};

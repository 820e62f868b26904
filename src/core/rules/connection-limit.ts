import { MAX_CONNECTIONS } from '../budget.ts';
import { live, retained } from '../ledger/queries.ts';
import type { Rule } from './rule.ts';

const LOW = 100;

/** Chromium makes no connection beyond 500 objects in a process, closed ones included until they are collected. */
export const connectionLimit: Rule = {
  code: 'connection-limit',
  check(ledger, _settings, now) {
    const [open, closed] = [live(ledger, 'peer').length, retained(ledger, 'peer').length];
    const left = MAX_CONNECTIONS - open - closed;
    const refused = ledger.moments.findLast((moment) => moment.name === 'limit');
    if (left > LOW && !refused) return [];
    return [
      {
        key: 'connection-limit page',
        code: 'connection-limit',
        severity: refused ? 'error' : 'warning',
        verdict: refused ? 'leak' : 'suspect',
        subject: { kind: 'page', id: refused?.document ?? 'page' },
        since: refused?.at ?? now,
        message: { key: refused ? 'connection-limit.refused' : 'connection-limit.near', params: { left: Math.max(0, left), open, closed } },
        evidence: [],
        related: [],
        fixes: [],
      },
    ];
  },
};

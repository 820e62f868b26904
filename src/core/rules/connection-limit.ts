import { forecastRoom } from '../forecast.ts';
import { headroomOf, MAX_CONNECTIONS } from '../budget.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { live, retained } from '../ledger/queries.ts';
import type { Rule } from './rule.ts';

/** With so few left the page has lost count. */
const LOW = 100;
/** A refusal is news for so long, even when a collection has made room since. */
const REFUSED_MS = 60_000;

/**
 * Chromium makes no connection beyond 500 objects in a process, closed ones included until they are collected. That it refused one is
 * certain; that it soon will is a `suspect`.
 */
export const connectionLimit: Rule = {
  code: 'connection-limit',
  check(ledger, _settings, now) {
    const [open, closed] = [live(ledger, 'peer').length, retained(ledger, 'peer').length];
    const left = headroomOf(ledger);
    const last = ledger.moments.findLast((moment) => moment.name === 'limit');
    const refused = last && (now - last.at < REFUSED_MS || left < LOW) ? last : undefined;
    if (left > LOW && !refused) return [];
    const forecast = forecastRoom(ledger, now);
    return [
      {
        key: 'connection-limit page',
        code: 'connection-limit',
        severity: refused ? 'error' : 'warning',
        verdict: refused ? 'leak' : 'suspect',
        subject: { kind: 'page', id: 'connections' },
        since: refused?.at ?? lowSince(ledger) ?? now,
        message: { key: refused ? 'connection-limit.refused' : 'connection-limit.near', params: { left, max: MAX_CONNECTIONS, open, closed } },
        evidence: forecast ? [{ key: 'evidence.forecast', params: { count: Math.round(forecast.perMinute * 10) / 10, fullInMs: forecast.fullInMs } }] : [],
        related: [],
        fixes: [],
      },
    ];
  },
};

/** When the object was made that left so few. */
function lowSince(ledger: Ledger): number | undefined {
  const made = [...live(ledger, 'peer'), ...retained(ledger, 'peer')].map((peer) => peer.createdAt);
  return made.sort((a, b) => a - b)[MAX_CONNECTIONS - LOW - 1];
}

import type { Ledger } from '../ledger/ledger.ts';
import type { Settings } from '../settings.ts';
import type { Finding, Severity } from './finding.ts';
import { PAGE_RULES } from './page-rules.ts';
import type { Rule } from './rule.ts';
import { SERVER_RULES } from './server-rules.ts';

/** In the order in which they are asked: of two rules that find the same object, the earlier one keeps it, so what a server says comes first. */
export const RULES: readonly Rule[] = [...SERVER_RULES, ...PAGE_RULES];

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/**
 * Everything that is wrong at `now`, worst first, then oldest first. An object has at most one finding: the first rule that names it
 * explains it best, and two alarms for one leak would only make a reader count wrong.
 */
export function detect(ledger: Ledger, settings: Settings, now: number, rules: readonly Rule[] = RULES): Finding[] {
  const bySubject = new Map<string, Finding>();
  for (const rule of rules) {
    for (const finding of rule.check(ledger, settings, now)) {
      const subject = `${finding.subject.kind} ${finding.subject.id}`;
      if (!bySubject.has(subject)) bySubject.set(subject, finding);
    }
  }
  return [...bySubject.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.since - b.since);
}

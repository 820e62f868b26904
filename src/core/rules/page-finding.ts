import type { Entity } from '../ledger/ledger.ts';
import { shortId } from '../ledger/queries.ts';
import type { Finding, Message, Related, Severity, Verdict } from './finding.ts';

export interface PageFinding {
  readonly code: string;
  readonly subject: Entity;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly since: number;
  /** Behind the code: `camera` gives the text `<code>.camera`. */
  readonly variant?: string;
  readonly params?: Message['params'];
  readonly evidence?: readonly Message[];
  readonly related?: readonly Related[];
  /** What a clean-up would clean; the subject itself when left out, nothing when empty. */
  readonly targets?: readonly string[];
}

/** A finding about an object of the page, with what every such finding has: its short name, its creating line, its fix. */
export function pageFinding({ code, subject, severity, verdict, since, variant, params, evidence, related, targets }: PageFinding): Finding {
  const source = subject.stack[0];
  const cleaned = targets ?? [subject.id];
  return {
    key: `${code} ${subject.id}`,
    code,
    severity,
    verdict,
    subject: { kind: subject.kind, id: subject.id },
    since,
    ...(source ? { source } : {}),
    message: { key: variant ? `${code}.${variant}` : code, params: { id: shortId(subject.id), sinceMs: since, ...params } },
    evidence: evidence ?? [],
    related: related ?? [],
    fixes: cleaned.length ? [{ kind: 'clean', targets: cleaned }] : [],
  };
}

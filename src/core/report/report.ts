import { readBudget, takeSample, type BudgetReading, type Sample } from '../budget.ts';
import type { Kind } from '../ledger/kinds.ts';
import type { Entity, Ledger, Link } from '../ledger/ledger.ts';
import type { StackFrame } from '../ledger/stack.ts';
import type { Finding } from '../rules/finding.ts';
import { budgetFor, siteOf } from '../site-budget.ts';
import type { Settings } from '../settings.ts';

export interface ReportedEntity {
  readonly id: string;
  readonly document: string;
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly collectedAt?: string;
  readonly stack: Entity['stack'];
  readonly props: Entity['props'];
  readonly links: readonly { readonly rel: Link['rel']; readonly to: string; readonly past: boolean }[];
}

/** The one document that every carrier gives: see docs/report.md and its JSON Schema. Times are ISO 8601, sizes bytes. */
export interface Report {
  readonly version: 1;
  readonly page: { readonly url: string; readonly documents: number };
  readonly at: string;
  readonly counts: Omit<Sample, 'at'>;
  readonly budget: readonly BudgetReading[];
  readonly ledger: {
    readonly peers: readonly ReportedEntity[];
    readonly tracks: readonly ReportedEntity[];
    readonly streams: readonly ReportedEntity[];
    readonly elements: readonly ReportedEntity[];
    readonly channels: readonly ReportedEntity[];
    readonly holders: readonly ReportedEntity[];
    readonly whepSessions: readonly ReportedEntity[];
    readonly sockets: readonly ReportedEntity[];
  };
  readonly servers: readonly unknown[];
  readonly findings: readonly Finding[];
}

/**
 * @param findings what is told of it
 * @param locate maps a stack's frame to the author's own source, where a source map is at hand
 */
export function buildReport(ledger: Ledger, settings: Settings, now: number, findings: readonly Finding[], locate = (frame: StackFrame): StackFrame => frame): Report {
  const sample = takeSample(ledger, now);
  const { at: _, ...counts } = sample;
  const documents = [...ledger.documents.values()].filter((d) => d.endedAt === undefined);
  const of = (kind: Kind) => [...ledger.byKind[kind].values()].map((e) => describe(ledger, e, locate));
  return {
    version: 1,
    page: { url: documents.find((d) => d.top)?.url ?? documents[0]?.url ?? '', documents: documents.length },
    at: new Date(now).toISOString(),
    counts,
    budget: readBudget(sample, budgetFor(settings, siteOf(ledger))),
    ledger: {
      peers: of('peer'),
      tracks: of('track'),
      streams: of('stream'),
      elements: of('element'),
      channels: of('channel'),
      holders: of('holder'),
      whepSessions: of('session'),
      sockets: of('socket'),
    },
    servers: [...ledger.servers.values()],
    findings: findings.map((f) => (f.source ? { ...f, source: locate(f.source) } : f)),
  };
}

function describe(ledger: Ledger, entity: Entity, locate: (frame: StackFrame) => StackFrame): ReportedEntity {
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    id: entity.id,
    document: entity.document,
    createdAt: iso(entity.createdAt),
    ...(entity.endedAt === undefined ? {} : { endedAt: iso(entity.endedAt) }),
    ...(entity.collectedAt === undefined ? {} : { collectedAt: iso(entity.collectedAt) }),
    stack: entity.stack.map(locate),
    props: entity.props,
    links: (ledger.links.get(entity.id) ?? [])
      .filter((l) => l.from === entity.id)
      .map((l) => ({ rel: l.rel, to: l.to, past: l.until !== undefined })),
  };
}

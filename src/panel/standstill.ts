import type { Finding } from '../core/rules/finding.ts';

/** Whoever answers later than this had stood still. */
const PROMPT_MS = 2_500;
/** A page that is busy again and again is judged in between. */
const NOT_AGAIN_MS = 20_000;

export interface Standstill {
  /** No document answers. */
  readonly isTotal: boolean;
  /**
   * All documents were asked.
   * @param answers how long each took, ms; undefined where it did not answer
   * @param lateMs how much later they were asked than they were to be: the machine may have slept
   */
  asked(answers: ReadonlyMap<string, number | undefined>, lateMs: number, now: number): void;
  /** What may be told of what is found now, given what was told before. */
  told(found: readonly Finding[], before: readonly Finding[], graceMs: number, now: number): Finding[];
}

/**
 * A page that is stopped at a breakpoint, asleep with the machine, or busy had no time to tidy up, however late it is by the clock. So
 * nothing new is told of a document until it has run for a grace time again; what was told before stays.
 * @param documentOf the document that the subject of a finding is in, where it is in one
 */
export function watchStandstill(documentOf: (finding: Finding) => string | undefined): Standstill {
  /** Since when those run that stood still. */
  const runsSince = new Map<string, number>();
  const silent = new Set<string>();
  let asked = 0;

  return {
    get isTotal() {
      return asked > 0 && silent.size === asked;
    },
    asked(answers, lateMs, now) {
      asked = answers.size;
      for (const document of [...runsSince.keys(), ...silent]) {
        if (answers.has(document)) continue;
        runsSince.delete(document);
        silent.delete(document);
      }
      for (const [document, tookMs] of answers) {
        const wasSilent = silent.delete(document);
        if (tookMs === undefined) silent.add(document);
        const isLate = Math.max(tookMs ?? 0, lateMs) > PROMPT_MS && now - (runsSince.get(document) ?? 0) > NOT_AGAIN_MS;
        if (tookMs === undefined || wasSilent || isLate) runsSince.set(document, now);
      }
    },
    told(found, before, graceMs, now) {
      const known = new Set(before.map(({ key }) => key));
      return found.filter((finding) => known.has(finding.key) || now - (runsSince.get(documentOf(finding) ?? '') ?? 0) >= graceMs);
    },
  };
}

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type { Finding } from '../../src/core/rules/finding.ts';
import { detect } from '../../src/core/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { openHookedPage } from './hooked-page.ts';

const PAGES = join(import.meta.dirname, '../pages');
/** Short, so that a page is judged within seconds; whatever a rule waits for is told in grace times. */
export const GRACE_MS = 1_000;
const DWELL = 4;
const STORY_WITHIN_MS = 60_000;

/** `expected.json` of a page. */
export interface Expected {
  /** Ids of the catalogue, e.g. `P1`. */
  readonly about: string;
  /**
   * One entry for each object that must be found, with the code, or the codes that are equally right (`a|b`); notes (`info`) are not among
   * them. Empty: the page is innocent.
   */
  readonly codes: readonly string[];
  /** Codes that a leaky page may be told of besides, because they are true of it too: what goes with a leak when that is mended. */
  readonly may?: readonly string[];
  /** Why the finder does not see the leak: it counts as missed, and nothing else may be told. */
  readonly unseen?: string;
  /** Codes of the notes that must be found. */
  readonly notes?: readonly string[];
  /** Codes among `codes` that must be certain: severity `error`. */
  readonly certain?: readonly string[];
  /** How long the page is left alone after its story, in grace times. */
  readonly dwell?: number;
  /** Collect garbage after the story, as the panel's button does. */
  readonly collect?: boolean;
  /** What the page uses and a browser has only one of: such pages take turns. */
  readonly turns?: string;
  /** Hide the page after its story. */
  readonly hide?: boolean;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** Codes of the warnings and errors that were told at some look, even if not in the end. */
  readonly everTold: readonly string[];
  readonly problem?: string;
}

export interface Case extends Expected {
  readonly name: string;
}

/** The codes of the findings of these severities. */
export function codesOf({ findings }: Outcome, severities: readonly Finding['severity'][]): string[] {
  return findings.flatMap(({ severity, code }) => (severities.includes(severity) ? [code] : [])).toSorted();
}

export const isInnocent = ({ codes, notes = [] }: Expected): boolean => codes.length + notes.length === 0;

/** What is not as it should be; empty when all is. */
export function faultsOf(expected: Expected, outcome: Outcome): Record<string, unknown> {
  if (outcome.problem !== undefined) return { problem: outcome.problem };
  // Where something is to be told, the rule that tells it first need not be the one that tells it in the end.
  const told = expected.codes.length === 0 ? outcome.everTold.filter((code) => !expected.may?.includes(code)) : [];
  if (told.length) return { told };
  if (isInnocent(expected)) return {};
  const { missed, wrong } = compare(expected.codes, expected.may ?? [], codesOf(outcome, ['error', 'warning']));
  const [certain, notes] = [codesOf(outcome, ['error']), codesOf(outcome, ['info'])];
  const isSeen = expected.unseen === undefined;
  return {
    ...(missed.length && isSeen ? { missed } : {}),
    ...(missed.length || isSeen ? {} : { seen: 'it is found now: take `unseen` out' }),
    ...(wrong.length ? { wrong } : {}),
    ...(String(certain) === String((expected.certain ?? []).toSorted()) ? {} : { certain }),
    ...(expected.notes === undefined || String(notes) === String(expected.notes.toSorted()) ? {} : { notes }),
  };
}

/** What was told of a page against what is expected of it. */
export function compare(expected: readonly string[], may: readonly string[], told: readonly string[]): { missed: string[]; wrong: string[] } {
  const wrong = [...told];
  const missed: string[] = [];
  // Those that leave a choice come last, so that they take what the others leave.
  for (const entry of expected.toSorted((a, b) => a.split('|').length - b.split('|').length)) {
    const at = wrong.findIndex((code) => entry.split('|').includes(code));
    if (at >= 0) wrong.splice(at, 1);
    else missed.push(entry);
  }
  return { missed, wrong: wrong.filter((code) => !may.includes(code)) };
}

export function readCases(): Case[] {
  const names = readdirSync(PAGES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.map(({ name }) => ({ name, ...(JSON.parse(readFileSync(join(PAGES, name, 'expected.json'), 'utf8')) as Expected) }));
}

/** Opens the page with the hook in it, tells its story, leaves it alone for a while, and judges it again and again as a panel would. */
export async function runCase(browser: Browser, origin: string, { name, dwell = DWELL, collect, hide }: Case): Promise<Outcome> {
  const hooked = await openHookedPage(browser, `${origin}/${name}/#driven`).catch((error: unknown) => String(error));
  if (typeof hooked === 'string') return { findings: [], everTold: [], problem: hooked };
  const everTold = new Set<string>();
  let findings: readonly Finding[] = [];
  const errors: string[] = [];
  const judge = async (): Promise<void> => {
    const now = await hooked.look();
    try {
      findings = detect(hooked.ledger, { ...DEFAULT_SETTINGS, graceMs: GRACE_MS }, now);
    } catch (error) {
      errors.push(String(error));
    }
    for (const { severity, code } of findings) if (severity !== 'info') everTold.add(code);
  };
  // While the page is opened anew it does not answer.
  const looking = setInterval(() => void judge().catch(() => undefined), GRACE_MS / 2);
  try {
    await Promise.race([hooked.page.evaluate('run()'), tooLate()]);
    if (hide) await minimize(hooked.page);
    await new Promise((resolve) => setTimeout(resolve, dwell * GRACE_MS + 500));
    if (collect) {
      await hooked.collect();
      await new Promise((resolve) => setTimeout(resolve, GRACE_MS + 500));
    }
    clearInterval(looking);
    await judge();
    const [problem] = [...hooked.problems, ...errors];
    return { findings, everTold: [...everTold], ...(problem ? { problem } : {}) };
  } catch (error) {
    return { findings, everTold: [...everTold], problem: String(error) };
  } finally {
    clearInterval(looking);
    await hooked.page.close();
  }
}

async function tooLate(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, STORY_WITHIN_MS).unref());
  throw new Error('the story of the page did not end');
}

async function minimize(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } });
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type LaunchedBrowser } from '../../src/cli/browser/launch.ts';
import { serveCases, type CaseServer } from '../support/case-server.ts';
import { compare, faultsOf, isInnocent, readCases, runCase, type Case, type Outcome } from '../support/run-case.ts';

const AT_ONCE = 6;
/** More than these are no matter of a busy machine. */
const MOST_AGAIN = 30;
const TURNS_AGAIN = 2;
/** `CASES=whep,probe` runs the pages whose names hold one of these words, for work on a rule. */
const only = process.env.CASES?.split(',') ?? [''];
const cases = readCases().filter(({ name }) => only.some((word) => name.includes(word)));

let server: CaseServer;
let launched: LaunchedBrowser;
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  server = await serveCases();
  launched = await launchBrowser({
    headless: true,
    args: ['--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen'],
  });
  const cameras = await launched.browser.newPage();
  await cameras.goto(`${server.origin}/camera.html`);
  // The longest first, so that none is waited for alone.
  const waiting = cases.toSorted((a, b) => (b.dwell ?? 4) - (a.dwell ?? 4));
  const taken = new Set<string>();
  const take = (): Case | undefined => {
    const at = waiting.findIndex(({ turns }) => turns === undefined || !taken.has(turns));
    return waiting.splice(at, at < 0 ? 0 : 1)[0];
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = take(); next; next = take()) {
        if (next.turns !== undefined) taken.add(next.turns);
        outcomes.set(next.name, await runCase(launched.browser, server.origin, next));
        if (next.turns !== undefined) taken.delete(next.turns);
      }
    }),
  );
  // Pages that run at once share what the machine has, and some are late then: what differs is looked at again, by itself.
  for (let turn = 0; turn < TURNS_AGAIN; turn += 1) {
    for (const page of cases.filter(isFaulty).slice(0, MOST_AGAIN)) {
      console.log(`again, alone: ${page.name} ${JSON.stringify(faultsOf(page, outcomeOf(page.name)))}`);
      outcomes.set(page.name, await runCase(launched.browser, server.origin, page));
    }
  }
}, 1_800_000);
afterAll(async () => {
  await launched?.close();
  await server?.close();
});

function outcomeOf(name: string): Outcome {
  return outcomes.get(name) ?? { findings: [], everTold: [], problem: 'it did not run' };
}

function isFaulty(page: Case): boolean {
  return Object.keys(faultsOf(page, outcomeOf(page.name))).length > 0;
}

const row = (page: Case) => [page.about, page.name, page] as const;
describe('a leaky page', () => {
  test.each(cases.filter((page) => !isInnocent(page)).map(row))('%s: %s', (_about, name, page) => {
    expect(faultsOf(page, outcomeOf(name))).toEqual({});
  });
});

describe('an innocent page', () => {
  test.each(cases.filter(isInnocent).map(row))('%s: %s', (_about, name, page) => {
    expect(faultsOf(page, outcomeOf(name))).toEqual({});
  });
});

test('recall and precision', () => {
  const classes = new Map<string, { leaks: number; found: number; wrong: number; pages: number }>();
  const total = { leaks: 0, found: 0, wrong: 0, pages: 0 };
  for (const { name, about, codes, may = [], notes = [] } of cases) {
    const { findings, everTold } = outcomeOf(name);
    const row = classes.get(about) ?? { leaks: 0, found: 0, wrong: 0, pages: 0 };
    const found = findings.filter(({ severity, code }) => severity !== 'info' || notes.includes(code)).map(({ code }) => code);
    const { missed, wrong } = compare([...codes, ...notes], may, found);
    row.leaks += codes.length + notes.length;
    row.found += codes.length + notes.length - missed.length;
    row.wrong += codes.length === 0 ? everTold.length : wrong.length;
    row.pages += 1;
    classes.set(about, row);
  }
  for (const row of classes.values()) for (const key of ['leaks', 'found', 'wrong', 'pages'] as const) total[key] += row[key];
  const [recall, precision] = [total.found / total.leaks, total.found / (total.found + total.wrong)];
  const byClass = [...classes].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  console.table(Object.fromEntries([...byClass, ['all', total]]));
  console.log(`recall ${(100 * recall).toFixed(1)} %, precision ${(100 * precision).toFixed(1)} %`);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(precision).toBeGreaterThanOrEqual(0.99);
});

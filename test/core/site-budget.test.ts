import { expect, test } from 'vitest';
import { readBudget, type Sample } from '../../src/core/budget.ts';
import { parseSettings } from '../../src/core/parse-settings.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { budgetFor, learnBudget, siteOf, withSite } from '../../src/core/site-budget.ts';
import { createLedger } from '../../src/core/ledger/ledger.ts';
import { fold } from '../../src/core/ledger/fold.ts';

const NOW = 1_795_437_000_000;
const MEGABYTE = 1024 * 1024;

function sample(agoMs: number, peers: number, heap?: number): Sample {
  return { at: NOW - agoMs, peers, retained: 0, tracks: peers * 2, ffmpeg: undefined, heap, headroom: 500 - peers };
}

test('a page at rest gives its normal; the warning keeps its distance; what nobody tells stays', () => {
  const samples = [sample(90_000, 40), sample(20_000, 3, 70.2 * MEGABYTE), sample(1_000, 4, 69 * MEGABYTE)];
  const learned = learnBudget(samples, DEFAULT_SETTINGS.budget, NOW);
  expect(learned).toEqual({
    peers: { normal: 4, warn: 5 },
    tracks: { normal: 8, warn: 10 },
    ffmpeg: DEFAULT_SETTINGS.budget.ffmpeg,
    heap: { normal: 71 * MEGABYTE, warn: 471 * MEGABYTE },
  });
  expect(readBudget(sample(0, 4), learned)[0]).toMatchObject({ row: 'peers', state: 'ok' });
  expect(readBudget(sample(0, 4), DEFAULT_SETTINGS.budget)[0]).toMatchObject({ row: 'peers', state: 'over' });
});

test('a budget holds for its site only, survives storage, and can be given up', () => {
  const budget = { ...DEFAULT_SETTINGS.budget, peers: { normal: 9, warn: 12 } };
  const settings = parseSettings(JSON.parse(JSON.stringify({ sites: withSite([], 'https://cameras.example', { budget, learnedAt: NOW }) })));
  expect(settings.sites).toEqual([{ origin: 'https://cameras.example', budget, learnedAt: NOW }]);
  expect(budgetFor(settings, 'https://cameras.example').peers.warn).toBe(12);
  expect(budgetFor(settings, 'https://other.example')).toEqual(DEFAULT_SETTINGS.budget);
  expect(budgetFor(settings, undefined)).toEqual(DEFAULT_SETTINGS.budget);
  expect(withSite(settings.sites, 'https://cameras.example', undefined)).toEqual([]);
});

test('the site is the origin of the top document that is there', () => {
  const ledger = createLedger();
  expect(siteOf(ledger)).toBeUndefined();
  fold(ledger, { op: 'document', n: 1, at: NOW, url: 'https://cameras.example/wall?x#y', top: true }, '0');
  fold(ledger, { op: 'document', n: 1, at: NOW, url: 'https://ads.example/', top: false }, '1');
  expect(siteOf(ledger)).toBe('https://cameras.example');
  fold(ledger, { op: 'document-ended', n: 2, at: NOW, persisted: false }, '0');
  fold(ledger, { op: 'document', n: 1, at: NOW, url: 'file:///home/me/player.html', top: true }, '2');
  expect(siteOf(ledger)).toBeUndefined();
});

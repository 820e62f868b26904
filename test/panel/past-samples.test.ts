import { expect, test } from 'vitest';
import { createLedger } from '../../src/core/ledger/ledger.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { pastSamples } from '../../src/panel/views/overview/past-samples.ts';
import { factWriter } from './fixture-facts.ts';

function told(write: (w: ReturnType<typeof factWriter>) => void) {
  const w = factWriter();
  w.page(0, 'http://page/');
  write(w);
  const ledger = createLedger();
  for (const fact of w.facts.toSorted((a, b) => a.at - b.at)) fold(ledger, fact, '0');
  return (before: number) => pastSamples(ledger, before).map(({ at, peers, retained, tracks }) => [at, peers, retained, tracks]);
}

test('a panel opened late counts what was there before it', () => {
  const past = told((w) => {
    w.connect({ number: 1, camera: 'cam1', at: 1_000 });
    w.connect({ number: 2, camera: 'cam2', at: 2_000, audio: true });
    w.close(3_000, 1);
    w.say(4_000, { op: 'collected', id: 'p1' });
  });
  expect(past(9_000)).toEqual([
    [1_000, 1, 0, 1],
    [2_000, 2, 0, 3],
    [3_000, 1, 1, 2],
    [4_000, 1, 0, 2],
  ]);
  expect(past(2_500).at(-1)).toEqual([2_000, 2, 0, 3]);
});

test('what a page took with it was never kept', () => {
  const past = told((w) => {
    w.connect({ number: 1, camera: 'cam1', at: 1_000 });
    w.say(2_000, { op: 'document-ended', persisted: false });
  });
  expect(past(9_000)).toEqual([
    [1_000, 1, 0, 1],
    [2_000, 0, 0, 0],
  ]);
});

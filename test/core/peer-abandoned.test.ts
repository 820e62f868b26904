import { expect, test } from 'vitest';
import { fold } from '../../src/core/ledger/fold.ts';
import { createLedger } from '../../src/core/ledger/ledger.ts';
import { peerAbandoned } from '../../src/core/rules/peer-abandoned.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';

const STACK = 'Error\n    at connect (http://page/app.js:8:16)';
const HOUR = 3_600_000;

/** What is said of connections that were made at these times, by one line, and never set up. */
function severities(times: readonly number[]): (string | undefined)[] {
  const ledger = createLedger();
  fold(ledger, { op: 'document', n: 1, at: 1, url: 'http://page/', top: true }, '0');
  times.forEach((at, i) =>
    fold(ledger, { op: 'created', kind: 'peer', id: `p${i}`, n: i + 2, at, stack: STACK, props: { connectionState: 'new', signalingState: 'have-local-offer', transceivers: 1, handlers: [] } }, '0'),
  );
  const found = peerAbandoned.check(ledger, DEFAULT_SETTINGS, HOUR);
  return times.map((_, i) => found.find(({ subject }) => subject.id === `0:p${i}`)?.severity);
}

test('connections of one loop are judged alike, however long it takes', () => {
  const loop = Array.from({ length: 60 }, (_, i) => 1_000 + i * 15);
  expect(new Set(severities(loop))).toEqual(new Set(['info']));
  // With one more try after that, all of them are overtaken.
  expect(severities([...loop, 9_000]).slice(0, 60)).toEqual(loop.map(() => 'warning'));
});

test('tries at some distance are overtaken, each by the next', () => {
  expect(severities([1_000, 3_000, 5_000, 7_000])).toEqual(['warning', 'warning', 'warning', 'info']);
});

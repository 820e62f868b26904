import { expect, test } from 'vitest';
import { forecastRoom } from '../../src/core/forecast.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';

const START = 1_795_437_000_000;
const MINUTE = 60_000;

function makePeers(ledger: Ledger, count: number, everyMs: number, after: (id: string, at: number) => void = () => undefined): void {
  fold(ledger, { op: 'document', n: 0, at: START, url: 'https://cameras.example/', top: true }, '0');
  for (let i = 0; i < count; i += 1) {
    const at = START + i * everyMs;
    const props = { connectionState: 'new', iceConnectionState: 'new', signalingState: 'stable', transceivers: 0, handlers: [] };
    fold(ledger, { op: 'created', n: i * 3 + 1, at, kind: 'peer', id: `p${i}`, props, stack: '' }, '0');
    after(`p${i}`, at);
  }
}

test('a leak at every switch: so many a minute, and when none is free', () => {
  const ledger = createLedger();
  makePeers(ledger, 20, 15_000);
  const forecast = forecastRoom(ledger, START + 5 * MINUTE);
  expect(forecast?.perMinute).toBeCloseTo(4, 5);
  expect(forecast?.fullInMs).toBeCloseTo((480 / 4) * MINUTE, -2);
});

test('closed ones that stay in memory count, collected ones do not', () => {
  const kept = createLedger();
  makePeers(kept, 20, 15_000, (id, at) => fold(kept, { op: 'ended', n: 0, at, id, by: 'page' }, '0'));
  expect(forecastRoom(kept, START + 5 * MINUTE)?.perMinute).toBeCloseTo(4, 5);
  const collected = createLedger();
  makePeers(collected, 20, 15_000, (id, at) => {
    fold(collected, { op: 'ended', n: 0, at, id, by: 'page' }, '0');
    fold(collected, { op: 'collected', n: 0, at, id }, '0');
  });
  expect(forecastRoom(collected, START + 5 * MINUTE)).toBeUndefined();
});

test('a wall of cameras that comes up at once, or long ago, is no growth', () => {
  const wall = createLedger();
  makePeers(wall, 16, 300);
  expect(forecastRoom(wall, START + MINUTE)).toBeUndefined();
  const old = createLedger();
  makePeers(old, 16, 15_000);
  expect(forecastRoom(old, START + 60 * MINUTE)).toBeUndefined();
});

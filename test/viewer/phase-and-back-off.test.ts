import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPhase, type Phase, type PhaseEvent } from '../../src/viewer/camera/phase.ts';
import { backOffMs } from '../../src/viewer/camera/retry.ts';

const run = (...events: PhaseEvent[]): Phase => events.reduce(nextPhase, 'idle' as Phase);

describe('the phase of a player', () => {
  test.each<[PhaseEvent[], Phase]>([
    [[], 'idle'],
    [['start'], 'connecting'],
    [['start', 'picture'], 'playing'],
    [['start', 'picture', 'start'], 'switching'],
    [['start', 'start'], 'switching'],
    [['start', 'picture', 'start', 'picture'], 'playing'],
    [['start', 'failure'], 'failed'],
    [['start', 'failure', 'reconnect'], 'connecting'],
    [['start', 'failure', 'start'], 'connecting'],
    [['start', 'picture', 'failure'], 'failed'],
    [['start', 'picture', 'stop'], 'stopped'],
    [['start', 'picture', 'stop', 'start'], 'connecting'],
  ])('%j gives %s', (events, expected) => {
    expect(run(...events)).toBe(expected);
  });

  test('a late answer changes nothing once stopped', () => {
    for (const late of ['picture', 'failure', 'reconnect'] as const) expect(run('start', 'stop', late)).toBe('stopped');
  });

  test('whatever happened, stop stops and start starts', () => {
    const events = fc.array(fc.constantFrom<PhaseEvent>('start', 'picture', 'failure', 'reconnect', 'stop'));
    fc.assert(
      fc.property(events, (happened) => {
        expect(run(...happened, 'stop')).toBe('stopped');
        expect(['connecting', 'switching']).toContain(run(...happened, 'start'));
      }),
    );
  });
});

describe('the back-off', () => {
  test('doubles from one second to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backOffMs(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('is spread by a quarter', () => {
    expect([backOffMs(1, 0), backOffMs(1, 1)]).toEqual([750, 1_250]);
  });
});

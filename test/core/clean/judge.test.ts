import { describe, expect, test } from 'vitest';
import { judge, type StepReport } from '../../../src/core/clean/judge.ts';
import type { CleanAction, CleanStep } from '../../../src/core/clean/step.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import type { Ledger } from '../../../src/core/ledger/ledger.ts';
import { foldPage, serverFact } from './page.ts';

const step = (action: CleanAction, target: string, at = '0'): CleanStep => ({ action, target, at, detail: { key: '', params: {} } });
const done = (one: CleanStep): StepReport => ({ step: one, result: 'done' });
const unreached = (one: CleanStep): StepReport => ({ step: one, result: 'failed', error: 'frame 0 is gone' });
const verdicts = (steps: readonly CleanStep[], ledger: Ledger) => judge(steps.map(done), ledger).map(({ verified }) => verified);

const IN_PAGE = [
  step('stop-track', '0:t1'),
  step('clear-element', '0:e1'),
  step('null-handlers', '0:p1'),
  step('close-peer', '0:p1'),
  step('unregister', '0:p1'),
  step('close-channel', '0:d1'),
];

describe('what a clean-up did', () => {
  test('is not believed: everything is as it was', () => {
    expect(verdicts(IN_PAGE, foldPage())).toEqual(IN_PAGE.map(() => 'still-there'));
  });

  test('is seen in the ledger, step by step, whatever was reported', () => {
    const ledger = foldPage(
      { op: 'ended', id: 't1', by: 'inspector' },
      { op: 'unlinked', rel: 'plays', from: 'e1', to: 's1' },
      { op: 'changed', id: 'p1', props: { handlers: [] } },
      { op: 'ended', id: 'p1', by: 'inspector' },
      { op: 'changed', id: 'p1', props: { registry: '' } },
      { op: 'ended', id: 'd1', by: 'inspector' },
    );
    expect(verdicts(IN_PAGE, ledger)).toEqual(IN_PAGE.map(() => 'gone'));
    expect(judge([unreached(step('close-peer', '0:p1'))], ledger)).toMatchObject([{ result: 'failed', error: 'frame 0 is gone', verified: 'gone' }]);
  });

  test('is not known of what the ledger does not have', () => {
    expect(verdicts([step('close-peer', '0:p9')], foldPage())).toEqual(['unknown']);
  });
});

describe('a page that was left', () => {
  const left = () => foldPage({ op: 'document-ended', persisted: false });

  test('took all that was in it with it, and no step tells that it failed', () => {
    const outcomes = judge(IN_PAGE.map(unreached), left());
    expect(outcomes.map(({ verified, result, error, left: went }) => [verified, result, error, went])).toEqual(IN_PAGE.map(() => ['gone', 'not-needed', undefined, true]));
  });

  test('does not delete its session: only its server knows', () => {
    const session = unreached(step('delete-session', '0:w1'));
    const judged = (ledger: Ledger) => judge([session], ledger)[0]?.verified;
    expect(judged(left())).toBe('unknown');
    const listing = left();
    fold(listing, serverFact({ sessions: ['id-1'] }), 'server');
    expect(judged(listing)).toBe('still-there');
    fold(listing, serverFact({ sessions: [] }), 'server');
    expect(judged(listing)).toBe('gone');
    // A server of another host, and one that lists no sessions, know nothing of it.
    const elsewhere = left();
    fold(elsewhere, serverFact({ sessions: [], endpoint: 'http://elsewhere:9997' }), 'server');
    fold(elsewhere, serverFact({ sessions: [], tells: ['processes'] }), 'server');
    expect(judged(elsewhere)).toBe('unknown');
  });

  test('may have deleted its session before that', () => {
    const ledger = foldPage({ op: 'ended', id: 'w1', by: 'inspector' }, { op: 'document-ended', persisted: false });
    expect(judge([done(step('delete-session', '0:w1'))], ledger)).toMatchObject([{ result: 'done', verified: 'gone', left: true }]);
  });

  test('says nothing of another frame', () => {
    const ledger = left();
    fold(ledger, { op: 'document', n: 1, at: 5, url: 'http://page/frame', top: false }, '3');
    fold(ledger, { op: 'created', n: 2, at: 6, kind: 'peer', id: 'p1', props: { connectionState: 'connected' } }, '3');
    expect(verdicts([step('close-peer', '3:p1', '3')], ledger)).toEqual(['still-there']);
  });
});

describe('what was ended at a server', () => {
  const steps = [step('stop-process', '4100', 'http://cameras:9997'), step('kick-session', 'id-1', 'http://cameras:9997')];

  test('is gone when the server lists it no more', () => {
    const ledger = foldPage();
    expect(verdicts(steps, ledger)).toEqual(['unknown', 'unknown']);
    fold(ledger, serverFact({ sessions: ['id-1'], pids: [4100] }), 'server');
    expect(verdicts(steps, ledger)).toEqual(['still-there', 'still-there']);
    fold(ledger, serverFact({ sessions: ['id-2'], pids: [4101] }), 'server');
    expect(verdicts(steps, ledger)).toEqual(['gone', 'gone']);
  });

  test('is not known while the server does not answer', () => {
    const ledger = foldPage();
    fold(ledger, serverFact({ sessions: [], link: 'down' }), 'server');
    expect(verdicts(steps, ledger)).toEqual(['unknown', 'unknown']);
  });
});

import { describe, expect, test } from 'vitest';
import { isStale, plan } from '../../../src/core/clean/plan.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import type { Ledger } from '../../../src/core/ledger/ledger.ts';
import type { Finding } from '../../../src/core/rules/finding.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { foldPage, serverFact, type Said } from './page.ts';

const planFor = (ledger: Ledger, ids: readonly string[], findings: readonly Finding[] = []) => plan(ledger, ids, findings, DEFAULT_SETTINGS);
const steps = (ledger: Ledger, ...ids: string[]) => planFor(ledger, ids).steps.map(({ action, target }) => `${action} ${target}`);

const WHOLE = ['stop-track 0:t1', 'clear-element 0:e1', 'null-handlers 0:p1', 'close-channel 0:d1', 'close-peer 0:p1', 'unregister 0:p1', 'delete-session 0:w1'];
/** A second peer, with a track of its own that plays in the same element as the first one's. */
const SECOND: readonly Said[] = [
  { op: 'created', kind: 'peer', id: 'p2', props: { connectionState: 'connected', handlers: [] } },
  { op: 'created', kind: 'track', id: 't2', props: { media: 'video', readyState: 'live', label: 'cam2' } },
  { op: 'linked', rel: 'receives', from: 'p2', to: 't2' },
  { op: 'linked', rel: 'has', from: 's1', to: 't2' },
];
const MICROPHONE: readonly Said[] = [
  { op: 'created', kind: 'track', id: 't3', props: { media: 'audio', readyState: 'live', label: 'microphone' } },
  { op: 'linked', rel: 'sends', from: 'p1', to: 't3' },
];

describe('a plan for a connection', () => {
  test('takes all that hangs on it, in the order in which it is done', () => {
    expect(steps(foldPage(), '0:p1')).toEqual(WHOLE);
    expect(planFor(foldPage(), ['0:p1']).steps.map(({ at }) => at)).toEqual(WHOLE.map(() => '0'));
  });

  test('has no step for what is over, and each step once', () => {
    expect(steps(foldPage({ op: 'ended', id: 't1', by: 'page' }, { op: 'ended', id: 'p1', by: 'page' }, { op: 'ended', id: 'w1', by: 'page' }), '0:p1')).toEqual([
      'clear-element 0:e1',
      'null-handlers 0:p1',
      'close-channel 0:d1',
      'unregister 0:p1',
    ]);
    expect(steps(foldPage(), '0:p1', '0:t1', '0:p1', '0:s1', '0:d1')).toEqual(WHOLE);
  });

  test('leaves an element that plays something else, too', () => {
    expect(steps(foldPage(...SECOND), '0:p1')).not.toContain('clear-element 0:e1');
    expect(steps(foldPage(...SECOND), '0:p1', '0:p2')).not.toContain('close-peer 0:p3');
    expect(steps(foldPage(...SECOND, { op: 'ended', id: 't2', by: 'page' }), '0:p1')).toContain('clear-element 0:e1');
  });

  test('stops what it sends, but not what another open connection sends as well', () => {
    expect(steps(foldPage(...MICROPHONE), '0:p1')).toContain('stop-track 0:t3');
    const shared: readonly Said[] = [...MICROPHONE, ...SECOND, { op: 'linked', rel: 'sends', from: 'p2', to: 't3' }];
    expect(steps(foldPage(...shared), '0:p1')).not.toContain('stop-track 0:t3');
    expect(steps(foldPage(...shared, { op: 'ended', id: 'p2', by: 'page' }), '0:p1')).toContain('stop-track 0:t3');
  });

  test('sweeps the registries that are named in the settings', () => {
    const swept = planFor(foldPage(), ['0:p1']).steps.find(({ action }) => action === 'unregister');
    expect(swept?.names).toEqual(DEFAULT_SETTINGS.registries);
  });
});

describe('a plan for other objects', () => {
  test('is the one step that ends each', () => {
    const more: readonly Said[] = [
      { op: 'created', kind: 'holder', id: 'h1', props: { type: 'media-recorder', state: 'recording' } },
      { op: 'created', kind: 'socket', id: 'k1', props: { url: 'ws://page/', readyState: 1 } },
    ];
    for (const [id, expected] of [
      ['0:t1', 'stop-track 0:t1'],
      ['0:s1', 'stop-track 0:t1'],
      ['0:e1', 'clear-element 0:e1'],
      ['0:d1', 'close-channel 0:d1'],
      ['0:w1', 'delete-session 0:w1'],
      ['0:h1', 'stop-holder 0:h1'],
      ['0:k1', 'close-socket 0:k1'],
    ] as const) {
      expect(steps(foldPage(...more), id)).toEqual([expected]);
    }
    expect(steps(foldPage(), '0:p9')).toEqual([]);
  });
});

describe('what a plan would break', () => {
  const finding = (severity: Finding['severity']): Finding =>
    ({ key: 'k', code: 'c', severity, verdict: 'leak', subject: { kind: 'peer', id: '0:p1' }, since: 0, message: { key: '', params: {} }, evidence: [], related: [], fixes: [{ kind: 'clean', targets: ['0:p1'] }] });

  test('is what no finding names; a note is no such finding, and what is over cannot break', () => {
    expect(planFor(foldPage(), ['0:p1']).healthy).toEqual(['0:p1']);
    expect(planFor(foldPage(), ['0:p1'], [finding('warning')]).healthy).toEqual([]);
    expect(planFor(foldPage(), ['0:p1'], [finding('info')]).healthy).toEqual(['0:p1']);
    expect(planFor(foldPage({ op: 'ended', id: 'p1', by: 'page' }), ['0:p1']).healthy).toEqual([]);
  });
});

describe('a page that was left', () => {
  test('leaves an older plan without a use, and there is nothing to plan any more', () => {
    const ledger = foldPage();
    const before = planFor(ledger, ['0:p1']);
    expect(isStale(before, ledger)).toBe(false);
    fold(ledger, { op: 'document-ended', n: 99, at: 99, persisted: false }, '0');
    expect(isStale(before, ledger)).toBe(true);
    expect(steps(ledger, '0:p1', '0:w1')).toEqual([]);
  });

  test('does not matter to a plan for a server', () => {
    const ledger = foldPage();
    fold(ledger, serverFact({ sessions: [], pids: [4100] }), 'server');
    const atServer = planFor(ledger, ['process http://cameras:9997 4100']);
    fold(ledger, { op: 'document-ended', n: 99, at: 99, persisted: false }, '0');
    expect(isStale(atServer, ledger)).toBe(false);
  });
});

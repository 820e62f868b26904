import { describe, expect, test } from 'vitest';
import { isGoneFromServer, stepsForServerObject } from '../../../src/core/clean/server-steps.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import { createLedger } from '../../../src/core/ledger/ledger.ts';
import { serverFact } from './page.ts';

const endpoint = 'http://cameras:9997';

describe('steps for an object of a server', () => {
  const ledger = createLedger();
  fold(ledger, serverFact({ sessions: ['0123456789'], pids: [4100] }), 'server');

  test('are one to end it, with the names that a reader knows it by', () => {
    expect(stepsForServerObject(ledger, { kind: 'process', endpoint, id: '4100' })).toEqual([
      { action: 'stop-process', target: '4100', at: endpoint, detail: { key: 'step.process', params: { pid: 4100, camera: 'cam4100' } } },
    ]);
    expect(stepsForServerObject(ledger, { kind: 'server-session', endpoint, id: '0123456789' })).toEqual([
      { action: 'kick-session', target: '0123456789', at: endpoint, detail: { key: 'step.kick', params: { id: '01234567', path: 'cam1' } } },
    ]);
  });

  test('are none for what it does not have, another server has, or nobody can end', () => {
    expect(stepsForServerObject(ledger, { kind: 'process', endpoint, id: '4101' })).toEqual([]);
    expect(stepsForServerObject(ledger, { kind: 'process', endpoint: 'http://elsewhere:9997', id: '4100' })).toEqual([]);
    expect(stepsForServerObject(ledger, { kind: 'server-session', endpoint, id: '4100' })).toEqual([]);
    expect(stepsForServerObject(ledger, { kind: 'path', endpoint, id: 'cam1' })).toEqual([]);
  });

  test('looks for a process among processes and for a session among sessions', () => {
    const gone = (action: 'stop-process' | 'kick-session', target: string) => isGoneFromServer(ledger, { action, target, at: endpoint, detail: { key: '', params: {} } });
    expect([gone('stop-process', '4100'), gone('kick-session', '4100')]).toEqual([false, true]);
    expect([gone('stop-process', '0123456789'), gone('kick-session', '0123456789')]).toEqual([true, false]);
  });
});

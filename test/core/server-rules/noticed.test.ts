import { expect, test } from 'vitest';
import { detect } from '../../../src/core/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { path, scene, session, type Scene } from './scene.ts';

/** A connection that is closed without a DELETE. */
function closedWithoutDelete(): Scene {
  const s = scene();
  const playing = s.play('cam1', { serverId: 'x' });
  s.fact({ op: 'changed', id: playing.whep.slice(2), props: { location: '/cam1/whep/x' } });
  s.watch(4_000, { sessions: [session('x')], paths: [path('cam1')] });
  s.close(playing);
  return s;
}

const told = (s: Scene): string[] => detect(s.ledger, DEFAULT_SETTINGS, s.now()).map(({ code, severity, message }) => `${severity} ${code} ${message.key}`);

test('a server that nobody asks, or that does not list sessions, leaves it a warning', () => {
  const s = closedWithoutDelete();
  s.watch(6_000, { paths: [path('cam1')] });
  expect(told(s)).toEqual(['warning whep-not-deleted whep-not-deleted']);
});

test('a server of another camera that happens to be on the same host says nothing of it', () => {
  const s = closedWithoutDelete();
  s.watch(6_000, { sessions: [], paths: [path('yard')] });
  expect(told(s)).toEqual(['warning whep-not-deleted whep-not-deleted']);
});

test('a server that still has it is what is told', () => {
  const s = closedWithoutDelete();
  s.watch(10_000, { sessions: [session('x')], paths: [path('cam1')] });
  expect(told(s)).toEqual(['warning session-not-deleted-on-server session-not-deleted-on-server.closed']);
});

test('a server that has noticed by itself makes it a note', () => {
  const s = closedWithoutDelete();
  s.watch(10_000, { sessions: [session('y')], paths: [path('cam1')] });
  expect(told(s)).toEqual(['info whep-not-deleted whep-not-deleted.noticed']);
});

import { describe, expect, test } from 'vitest';
import { isTakenOver, type Relative } from '../../src/gateway/agent/taken-over.ts';

const process = (pid: number, more: Partial<Relative> = {}): Relative => ({ pid, comm: 'ffmpeg', session: 1, startTicks: String(pid * 100), ...more });

describe.each(['tini', 'dumb-init', 'docker-init', 'catatonit'])('under %s, which runs one program', (comm) => {
  const init = process(1, { comm });

  test('that program is its own, in whichever session', () => {
    for (const session of [1, 7]) {
      const main = process(7, { session });
      expect(isTakenOver(main, init, () => [process(9), main])).toBe(false);
      // A pid may have come round.
      expect(isTakenOver(main, init, () => [process(3, { startTicks: '900' }), main])).toBe(false);
    }
  });

  test('what that program had started, and lost, is an orphan, in whichever session', () => {
    for (const session of [1, 9]) {
      const lost = process(9, { session });
      expect(isTakenOver(lost, init, () => [process(7, { comm: 'node' }), lost])).toBe(true);
    }
  });
});

test('a service of an init leads its session; what it took over does not', () => {
  const init = process(1, { comm: 'systemd' });
  expect(isTakenOver(process(7, { session: 7 }), init, () => [])).toBe(false);
  expect(isTakenOver(process(9, { session: 7 }), init, () => [])).toBe(true);
});

test('where process 1 is no init, its children are in its session; another parent is a parent', () => {
  const first = process(1, { comm: 'node' });
  expect(isTakenOver(process(7), first, () => [])).toBe(false);
  expect(isTakenOver(process(7, { session: 5 }), first, () => [])).toBe(true);
  expect(isTakenOver(process(9, { session: 5 }), process(8, { comm: 'node' }), () => [])).toBe(false);
});

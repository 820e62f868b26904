import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LinkState } from '../../src/panel/model.ts';
import { watchLink } from '../../src/panel/watch-link.ts';

const NEVER = new Promise<boolean>(() => undefined);

/** @param answers what DevTools' own question to the page gives */
function scene(answers: () => Promise<boolean>) {
  const states: LinkState[] = [];
  const counts = { connected: 0, woken: 0 };
  const watch = watchLink({
    connected: () => counts.connected,
    wake: () => void (counts.woken += 1),
    answers,
    changed: (state) => states.at(-1) !== state && states.push(state),
  });
  const documents = (count: number): void => {
    counts.connected = count;
    watch.look();
  };
  return { states, counts, watch, documents };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the link to the page', () => {
  test('is lost when no document is left and DevTools has no answer either, and is there again with the first hello', async () => {
    const { states, counts, documents } = scene(async () => false);
    documents(1);
    documents(0);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(states).toEqual(['connected']);
    await vi.advanceTimersByTimeAsync(200);
    expect(states).toEqual(['connected', 'lost']);
    const { woken } = counts;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(counts.woken).toBeGreaterThan(woken + 3);
    documents(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['connected', 'lost', 'connected']);
  });

  test('is not lost on a page that answers DevTools: nothing of ours is in it', async () => {
    const { states, counts, documents } = scene(async () => true);
    documents(1);
    documents(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states).toEqual(['connected', 'waiting']);
    expect(counts.woken).toBe(2);
  });

  test('stays as it is where the next document comes soon, and asks nothing', async () => {
    const answers = vi.fn(async () => false);
    const { states, documents } = scene(answers);
    documents(1);
    documents(0);
    await vi.advanceTimersByTimeAsync(1_500);
    documents(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(['connected']);
    expect(answers).not.toHaveBeenCalled();
  });

  test('an answer about the page before counts for nothing', async () => {
    let late: (answered: boolean) => void = () => undefined;
    const answers = vi.fn<() => Promise<boolean>>(() => NEVER).mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    const { states, documents, watch } = scene(answers);
    documents(1);
    documents(0);
    await vi.advanceTimersByTimeAsync(2_500);
    watch.navigated();
    late(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states).toEqual(['connected']);
  });
});

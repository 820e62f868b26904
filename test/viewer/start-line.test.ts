import { expect, test } from 'vitest';
import { StartLine } from '../../src/viewer/camera/start-line.ts';

const never = new AbortController().signal;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Enters the line, and notes when it is its turn. */
function entrant(line: StartLine, started: string[]) {
  return (name: string, isAgain = false, signal = never): { leave(): void } => {
    let leave = (): void => undefined;
    line.enter(isAgain, signal).then((given) => {
      leave = given;
      started.push(name);
    }, () => started.push(`${name} left`));
    return { leave: () => leave() };
  };
}

test('four start at once, the next when one is done, and a place is given back once', async () => {
  const started: string[] = [];
  const enter = entrant(new StartLine(), started);
  const [a] = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => enter(name));
  await settled();
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  a?.leave();
  a?.leave();
  await settled();
  expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('cameras that failed before take two places, and others pass them', async () => {
  const started: string[] = [];
  const enter = entrant(new StartLine(), started);
  const [a] = ['a', 'b', 'c'].map((name) => enter(name, true));
  enter('new');
  await settled();
  expect(started).toEqual(['a', 'b', 'new']);
  a?.leave();
  await settled();
  expect(started).toEqual(['a', 'b', 'new', 'c']);
});

test('a camera that is left leaves the line', async () => {
  const started: string[] = [];
  const enter = entrant(new StartLine(), started);
  const [a] = ['a', 'b', 'c', 'd'].map((name) => enter(name));
  const abort = new AbortController();
  enter('e', false, abort.signal);
  enter('f');
  await settled();
  abort.abort();
  a?.leave();
  await settled();
  expect(started).toEqual(['a', 'b', 'c', 'd', 'e left', 'f']);
  enter('g', false, abort.signal);
  await settled();
  expect(started.at(-1)).toBe('g left');
});

import { expect, test } from 'vitest';
import { parseStack, shortLocation } from '../../src/core/ledger/stack.ts';

test.each([
  ['    at connect (http://a/player.js:88:11)', { function: 'connect', url: 'http://a/player.js', line: 88, column: 11 }],
  ['    at new Player (http://a/p.js:1:2)', { function: 'Player', url: 'http://a/p.js', line: 1, column: 2 }],
  ['    at async Promise.all (http://a/p.js:3:4)', { function: 'Promise.all', url: 'http://a/p.js', line: 3, column: 4 }],
  ['    at http://a/x(1).js?v=2:5:6', { function: '', url: 'http://a/x(1).js?v=2', line: 5, column: 6 }],
  ['    at view (http://a/x(1).js:5:6)', { function: 'view', url: 'http://a/x(1).js', line: 5, column: 6 }],
  ['make@http://a/page:1:42', { function: 'make', url: 'http://a/page', line: 1, column: 42 }],
  ['async*run/<@http://a/p.js:7:8', { function: 'run/<', url: 'http://a/p.js', line: 7, column: 8 }],
])('%s', (line, frame) => {
  expect(parseStack(`Error\n${line}`)).toEqual([frame]);
});

test('frames of extensions are left out, and no more than ten are kept', () => {
  const own = '    at construct (chrome-extension://abc/hook.iife.js:1:9)';
  const page = Array.from({ length: 15 }, (_, i) => `    at f${i} (http://a/p.js:${i + 1}:1)`);
  const frames = parseStack(['Error', own, ...page].join('\n'));
  expect(frames).toHaveLength(10);
  expect(frames[0]?.function).toBe('f0');
});

test.each(['', 'no stack at all', 'at', '@:1', ` at ${'x'.repeat(100_000)}:1:1`])('what is no stack gives none: %#', (text) => {
  expect(parseStack(text)).toEqual([]);
});

test('a location is short', () => {
  expect(shortLocation({ url: 'http://a/js/player.ts?v=3#x', line: 88 })).toBe('player.ts:88');
});

import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/rules/finding.ts';
import { fixBlocks } from '../../src/panel/views/problems/fix-blocks.ts';
import { groupFindings, severityMix } from '../../src/panel/views/problems/group-findings.ts';
import { problemHeight, problemRows } from '../../src/panel/views/problems/problem-rows.ts';

const finding = (id: string, code: string, place?: readonly [line: number, column: number]): Finding => ({
  key: `${code} ${id}`,
  code,
  severity: 'error',
  verdict: 'leak',
  subject: { kind: 'peer', id },
  since: 0,
  ...(place ? { source: { function: 'connect', url: 'http://x/app.js', line: place[0], column: place[1] } } : {}),
  message: { key: 'm', params: {} },
  evidence: [],
  related: [],
  fixes: [],
});

const findings = [finding('p1', 'a', [1, 88]), finding('p2', 'a', [1, 900]), finding('p3', 'b', [1, 88]), finding('p4', 'a', [1, 88]), finding('p5', 'a')];
const ids = (by: 'line' | 'code') => groupFindings(findings, by).map((group) => group.findings.map((f) => f.subject.id));

test('findings go together by code and creating call; calls in one minified line stay apart', () => {
  expect(ids('line')).toEqual([['p1', 'p4'], ['p2'], ['p3'], ['p5']]);
});

test('or by code alone', () => {
  expect(ids('code')).toEqual([['p1', 'p2', 'p4', 'p5'], ['p3']]);
  expect(groupFindings(findings, 'code')[0]?.source).toBeUndefined();
});

test('what is of several severities is counted by them', () => {
  const note = { ...finding('p6', 'a'), severity: 'info' as const };
  expect(severityMix([...findings, note])).toEqual([['error', 5], ['info', 1]]);
  expect(severityMix(findings)).toEqual([]);
});

test('a closed group is one row, an open one has a row for each finding', () => {
  const groups = groupFindings(findings, 'code');
  const rows = problemRows(groups, new Set(['a']));
  expect(rows.map((row) => row.key)).toEqual(['group a', 'group b', 'b p3']);
  expect(rows.map(({ expanded, level, position, siblings }) => [expanded, level, position, siblings])).toEqual([
    [false, 1, 1, 2],
    [true, 1, 2, 2],
    [undefined, 2, 1, 1],
  ]);
});

test('a message that does not fit has a second line', () => {
  const [group, row] = problemRows(groupFindings(findings, 'code'), new Set());
  if (!group || !row) throw new Error('there are rows');
  const height = (width: number, message: number) => problemHeight(row, width, () => message);
  expect(height(400, 330)).toBe(row.heightPx);
  expect(height(400, 340)).toBeGreaterThan(row.heightPx);
  // Nobody knows yet how wide it is.
  expect(height(0, 340)).toBe(row.heightPx);
  expect(problemHeight(group, 100, () => 340)).toBe(group.heightPx);
});

test('a fix is split into words and code', () => {
  expect(fixBlocks('Close it:\n  pc.close();\n    // later\nAnd then:\n  done();')).toEqual([
    { kind: 'words', text: 'Close it:' },
    { kind: 'code', text: 'pc.close();\n  // later' },
    { kind: 'words', text: 'And then:' },
    { kind: 'code', text: 'done();' },
  ]);
});

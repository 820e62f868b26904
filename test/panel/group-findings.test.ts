import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/rules/finding.ts';
import { fixBlocks } from '../../src/panel/views/problems/fix-blocks.ts';
import { groupFindings } from '../../src/panel/views/problems/group-findings.ts';
import { problemRows } from '../../src/panel/views/problems/problem-rows.ts';

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

test('a closed group is one row, an open one has a row for each finding', () => {
  const groups = groupFindings(findings, 'code');
  const rows = problemRows(groups, new Set(['a']), 900, () => '');
  expect(rows.map((row) => row.key)).toEqual(['group a', 'group b', 'b p3']);
  expect(rows.map(({ expanded, level, position, siblings }) => [expanded, level, position, siblings])).toEqual([
    [false, 1, 1, 2],
    [true, 1, 2, 2],
    [undefined, 2, 1, 1],
  ]);
});

test('a message that does not fit has a second line', () => {
  const groups = groupFindings(findings, 'code');
  const height = (width: number, message: string) => problemRows(groups, new Set(), width, () => message)[1]?.heightPx ?? 0;
  const english = 'Peer p1 (cam1) is still open though p2 took over its video.';
  expect(height(400, english)).toBeGreaterThan(height(900, english));
  expect(height(400, '连接 p1（cam1）仍未关闭，而 p2 已接管它的视频元素。')).toBeGreaterThan(height(400, 'Peer p1'));
});

test('a fix is split into words and code', () => {
  expect(fixBlocks('Close it:\n  pc.close();\n    // later\nAnd then:\n  done();')).toEqual([
    { kind: 'words', text: 'Close it:' },
    { kind: 'code', text: 'pc.close();\n  // later' },
    { kind: 'words', text: 'And then:' },
    { kind: 'code', text: 'done();' },
  ]);
});

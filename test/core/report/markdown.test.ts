import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../../../src/core/report/markdown.ts';
import { buildReport } from '../../../src/core/report/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { foldPage } from '../clean/page.ts';

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const report = () => ({ ...buildReport(foldPage({ op: 'heap', usedBytes: 1.5 * 1024 * 1024, source: 'performance.memory' }), DEFAULT_SETTINGS, AT, []) });

describe('a report as text', () => {
  test('has the counts beside their limits, sizes in megabytes, and says what nobody knows', () => {
    expect(toMarkdown('Before', report())).toBe(`# Before

http://cameras:8889/ at 2026-01-02T03:04:05.000Z

| | now | warn above | state |
|---|---:|---:|---|
| peers | 1 | 2 | ok |
| ffmpeg | unknown | 2 | unknown |
| tracks | 1 | 4 | ok |
| heap | 1.5 MB | 500.0 MB | ok |

No findings.
`);
  });

  test('has each finding with its object, its time and the line that made it', () => {
    const finding = {
      key: 'peer-superseded 0:p1',
      code: 'peer-superseded',
      severity: 'error' as const,
      verdict: 'leak' as const,
      subject: { kind: 'peer' as const, id: '0:p1' },
      since: AT - 1_000,
      message: { key: 'peer-superseded', params: {} },
      evidence: [],
      related: [],
      fixes: [],
    };
    const source = { function: 'connect', url: 'http://cameras:8889/viewer.js', line: 88, column: 16 };
    const lines = toMarkdown('Before', { ...report(), findings: [{ ...finding, source }, finding] }).split('\n');
    expect(lines.slice(11)).toEqual([
      '2 findings:',
      '- **error** `peer-superseded` peer 0:p1 since 2026-01-02T03:04:04.000Z — made at http://cameras:8889/viewer.js:88:16',
      '- **error** `peer-superseded` peer 0:p1 since 2026-01-02T03:04:04.000Z',
      '',
    ]);
  });
});

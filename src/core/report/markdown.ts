import type { Report } from './report.ts';

/** A report as a short text for an issue or a chat: counts against budget, and the findings with the line that made each. */
export function toMarkdown(title: string, report: Report): string {
  const rows = report.budget.map(({ row, value, level, state }) => `| ${row} | ${amount(row, value)} | ${amount(row, level.warn)} | ${state} |`);
  const findings = report.findings.map((f) => {
    const where = f.source ? ` — made at ${f.source.url}:${f.source.line}:${f.source.column}` : '';
    return `- **${f.severity}** \`${f.code}\` ${f.subject.kind} ${f.subject.id} since ${new Date(f.since).toISOString()}${where}`;
  });
  return [
    `# ${title}`,
    '',
    `${report.page.url} at ${report.at}`,
    '',
    '| | now | warn above | state |',
    '|---|---:|---:|---|',
    ...rows,
    '',
    findings.length ? `${findings.length} findings:` : 'No findings.',
    ...findings,
    '',
  ].join('\n');
}

function amount(row: string, value: number | undefined): string {
  if (value === undefined) return 'unknown';
  return row === 'heap' ? `${(value / 1024 / 1024).toFixed(1)} MB` : String(value);
}

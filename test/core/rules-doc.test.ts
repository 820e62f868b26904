import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rawText } from '../../src/core/i18n/translate.ts';
import { PAGE_RULES } from '../../src/core/rules/page-rules.ts';

const RULES = join(import.meta.dirname, '../../src/core/rules');
const HEAD = `# Rules for the page

What can be seen from the page alone, in the order in which it is asked: of two rules that find the same object, the earlier one keeps it. A
*leak* is certain from facts; a *suspect* has lasted for the grace time of the settings. The rules that rest on a server's word come before
them and are in [rules-server.md](rules-server.md).

This page is written from the texts that the panel shows and from the head of each rule's file in [src/core/rules](../src/core/rules), by
\`npx vitest run test/core/rules-doc -u\`.
`;

/** The comment above the rule says how it decides and what it leaves alone. */
function howItIsSeen(code: string): string {
  const source = readFileSync(join(RULES, `${code}.ts`), 'utf8');
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export const \w+: Rule/.exec(source)?.[1] ?? '';
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trim());
  return lines.join('\n').trim().replace(/\n(?!\n)/g, ' ').replace(/\n ?/g, '\n\n');
}

/** Prose and code by turns; lines of code begin with two spaces. */
function fixBlocks(fix: string): string[] {
  const blocks: { readonly isCode: boolean; readonly lines: string[] }[] = [];
  for (const line of fix.split('\n')) {
    const isCode = line.startsWith('  ');
    if (blocks.at(-1)?.isCode !== isCode) blocks.push({ isCode, lines: [] });
    blocks.at(-1)?.lines.push(isCode ? line.slice(2) : line);
  }
  return blocks.map(({ isCode, lines }) => (isCode ? `\`\`\`js\n${lines.join('\n')}\n\`\`\`` : lines.join(' ')));
}

function section(code: string): string {
  const text = (part: string): string => rawText('en', `rule.${code}.${part}`) ?? '';
  const [first = '', ...more] = fixBlocks(text('fix'));
  const parts = [
    `## ${code}`,
    `**Symptom.** ${text('title')}.`,
    `**Why.** ${text('why')}`,
    `**How it is seen.** ${howItIsSeen(code)}`,
    first.startsWith('```') ? `**Fix.**\n\n${first}` : `**Fix.** ${first}`,
    ...more,
  ];
  return `${parts.join('\n\n')}\n`;
}

test('docs/rules.md says what the rules do', async () => {
  for (const { code } of PAGE_RULES) expect(howItIsSeen(code), code).not.toBe('');
  await expect([HEAD, ...PAGE_RULES.map(({ code }) => section(code))].join('\n')).toMatchFileSnapshot('../../docs/rules.md');
});

export interface FixBlock {
  readonly kind: 'words' | 'code';
  readonly text: string;
}

/** Splits a fix text: lines that begin with two spaces are code, the others are words. */
export function fixBlocks(fix: string): FixBlock[] {
  const blocks: { kind: FixBlock['kind']; lines: string[] }[] = [];
  for (const line of fix.split('\n')) {
    const kind = line.startsWith('  ') ? 'code' : 'words';
    const last = blocks.at(-1);
    const text = kind === 'code' ? line.slice(2) : line;
    if (last?.kind === kind) last.lines.push(text);
    else blocks.push({ kind, lines: [text] });
  }
  return blocks.map(({ kind, lines }) => ({ kind, text: lines.join('\n') }));
}

/** One line of a stack; lines and columns count from 1, as engines print them. */
export interface StackFrame {
  readonly function: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

const MAX_FRAMES = 10;
const MAX_LINE_LENGTH = 2_000;
/** `at f (url:1:2)` or `at url:1:2`; the address may have parentheses of its own. */
const CHROMIUM = /^\s*at (?:async )?(?:(.*?) \((.*):(\d+):(\d+)\)|(.*):(\d+):(\d+))\s*$/;
const FIREFOX = /^(?:async\*)?(.*?)@(.*?):(\d+):(\d+)\s*$/;
const EXTENSION_URL = /^(?:chrome|moz|safari-web)-extension:/;

/**
 * Reads a stack text of Chromium or Firefox. Lines that are no frame and frames of an extension (this one's hook, above all) are left out.
 * @param stack an `Error.stack`; anything may be in it
 * @returns at most 10 frames, innermost first
 */
export function parseStack(stack: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of stack.split('\n')) {
    if (frames.length === MAX_FRAMES) break;
    if (line.length > MAX_LINE_LENGTH) continue;
    const match = (CHROMIUM.exec(line) ?? FIREFOX.exec(line))?.slice(1).filter((part) => part !== undefined);
    if (!match) continue;
    // Without a function the address comes first.
    const [name = '', url = '', row, column] = match.length === 4 ? match : ['', ...match];
    if (EXTENSION_URL.test(url)) continue;
    frames.push({ function: name.replace(/^new /, ''), url, line: Number(row), column: Number(column) });
  }
  return frames;
}

/** `player.ts:88`, or the whole location where there is no file name. */
export function shortLocation(frame: Pick<StackFrame, 'url' | 'line'>): string {
  const path = frame.url.replace(/[?#].*$/, '');
  return `${path.slice(path.lastIndexOf('/') + 1) || path}:${frame.line}`;
}

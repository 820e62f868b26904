import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.split(sep).join('/')))
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.mts'));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Import {
  readonly from: string;
  /** A path below the project, or a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(path: string): Import[] {
  const found = read(path).matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  return [...found].map(([, type, to = '']) => ({
    from: path,
    to: to.startsWith('.') ? relative(root, join(root, dirname(path), to)).split(sep).join('/') : to,
    typeOnly: type !== undefined,
  }));
}

function roomOf(path: string): string {
  if (path.startsWith('src/content/hook')) return 'hook';
  return path.split('/')[1] ?? '';
}

/** Rooms that a room may import besides itself. */
const ARROWS: Record<string, readonly string[]> = {
  core: [],
  protocol: ['core'],
  hook: ['core', 'protocol'],
  content: ['core', 'protocol'],
  platform: ['core', 'protocol'],
  background: ['core', 'protocol', 'platform'],
  panel: ['core', 'protocol', 'platform'],
  viewer: ['core'],
  gateway: ['core'],
  cli: ['core', 'protocol', 'gateway'],
};

const sources = files('src');
const imports = sources.flatMap(importsOf);
const describeImport = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('the rooms', () => {
  test('are the ones that the arrows name', () => {
    expect(new Set(sources.map(roomOf))).toEqual(new Set(Object.keys(ARROWS)));
  });

  test('import only along the arrows', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!to.startsWith('src/')) return false;
      const [mine, theirs] = [roomOf(from), roomOf(to)];
      return mine !== theirs && !ARROWS[mine]?.includes(theirs);
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test('core is pure: no package, no clock, no chance', () => {
    const packages = imports.filter(({ from, to }) => roomOf(from) === 'core' && !to.startsWith('src/'));
    expect(packages.map(describeImport)).toEqual([]);
    const impure = sources.filter((path) => roomOf(path) === 'core' && /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(read(path)));
    expect(impure).toEqual([]);
  });

  test('the hook depends on nothing: no package, and nothing of core but types', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => roomOf(from) === 'hook' && (!to.startsWith('src/') || (to.startsWith('src/core') && !typeOnly)));
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test.each([
    ['webextension-polyfill', 'src/platform/', ['src/panel/devtools.ts']],
    ['chart.js', 'src/panel/charts/', []],
  ])('%s is imported only in %s', (name, place, also: readonly string[]) => {
    const wrong = imports.filter(({ from, to }) => (to === name || to.startsWith(`${name}/`)) && !from.startsWith(place) && !also.includes(from));
    expect(wrong.map(describeImport)).toEqual([]);
  });
});

describe('the house rules', () => {
  test('no file is longer than 300 lines', () => {
    const long = [...sources, ...files('scripts')].map((path) => [path, read(path).split('\n').length] as const).filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test('no HTML is built from strings', () => {
    expect(sources.filter((path) => /\.innerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write\(/.test(read(path)))).toEqual([]);
  });

  test('FFmpeg is never started through a shell', () => {
    expect(sources.filter((path) => /\bshell:\s*true|\bexecSync\(|\bexec\(\s*[`'"]/.test(read(path)))).toEqual([]);
  });

  test('no test is left out', () => {
    const tests = files('test').filter((path) => path.endsWith('.test.ts') || path.endsWith('.test.tsx'));
    const only = new RegExp(String.raw`\b(?:it|test|describe)\.(?:only|todo|skip)\(`);
    expect(tests.filter((path) => only.test(read(path)))).toEqual([]);
  });

  test('the lock file names no host', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved"/);
  });
});

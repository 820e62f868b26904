/**
 * A difference between a page with and without the extension that cannot be avoided, or not at a price worth paying. Each stands in the table
 * of `docs/hook.md`, with its reason.
 */
export interface Allowed {
  /** How its row in the docs begins. */
  readonly docs: string;
  /** The paths of what is seen that it is about. */
  readonly path: RegExp;
  readonly allows: (without: unknown, withIt: unknown) => boolean;
}

const isLines = (value: unknown): value is string[] => Array.isArray(value) && value.every((line) => typeof line === 'string');
const WATCHED_LATE = /^(EventTarget\.(add|remove)EventListener|createImageBitmap|VideoFrame(\.constructor)?|\w+\.(drawImage|texImage2D|texSubImage2D|importExternalTexture|copyExternalImageToTexture|requestVideoFrameCallback))$/;

/** What was put between the lines; undefined when some of them went missing. */
const added = (lines: readonly string[], withMore: readonly string[]): string[] | undefined => {
  let next = 0;
  const more = withMore.filter((line) => line !== lines[next] || (next += 1) === 0);
  return next === lines.length ? more : undefined;
};

export const ALLOWED: readonly Allowed[] = [
  {
    docs: 'a promise of `getUserMedia`',
    path: /^microtasks until it is settled\.(fetch of an offer|getUserMedia|getUserMedia of nothing|replaceTrack|replaceTrack of what is wrong)$/,
    allows: (without, withIt) => typeof without === 'number' && withIt === without + 1,
  },
  {
    docs: 'the stack of an error',
    path: /^stacks of /,
    allows(without, withIt) {
      if (!isLines(without) || !isLines(withIt)) return false;
      const own = withIt.filter((line) => !line.endsWith('EXTENSION'));
      // The engine keeps ten frames, so the outermost of the page's make room for those of the hook, seen or hidden.
      return withIt.length - own.length <= 2 && own.length > without.length - 3 && JSON.stringify(own) === JSON.stringify(without.slice(0, own.length));
    },
  },
  {
    docs: '`addEventListener`, `drawImage` and the other functions',
    path: /^functions taken before the first connection/,
    allows: (without, withIt) => isLines(without) && isLines(withIt) && added(without, withIt)?.every((name) => WATCHED_LATE.test(name)) === true,
  },
  {
    docs: 'a page that puts a `then`',
    path: /^a page with a species of promises$|^the language replaced\.1$/,
    allows: (without, withIt) =>
      isLines(without) && isLines(withIt) ? added(without, withIt)?.every((line) => line === 'read then') === true : withIt === (without as number) + 1,
  },
  {
    docs: 'a `Proxy` that the page gives',
    path: /^how often options are read: /,
    allows: (without, withIt) => isLines(without) && isLines(withIt) && added(without, withIt)?.every((line) => / own [\w-]+$| keys$/.test(line)) === true,
  },
];

/** What of the parts of two values differs, as `[path, without, with]`. */
export function differences(without: unknown, withIt: unknown, path = ''): [path: string, without: unknown, withIt: unknown][] {
  if (JSON.stringify(without) === JSON.stringify(withIt)) return [];
  if (isParts(without) && isParts(withIt) && !(isLines(without) && isLines(withIt))) {
    const names = new Set([...Object.keys(without), ...Object.keys(withIt)]);
    return [...names].flatMap((name) => differences(without[name], withIt[name], path ? `${path}.${name}` : name));
  }
  return [[path, without, withIt]];
}

const isParts = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const allowedBy = ([path, without, withIt]: readonly [string, unknown, unknown]): Allowed | undefined =>
  ALLOWED.find((allowed) => allowed.path.test(path) && allowed.allows(without, withIt));

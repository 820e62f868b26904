import { apply, create, defineProperty, deleteProperty, describe, Error, keys, own, setOwn } from './natives.ts';
import { includes, match, shorten, slice, split } from './text.ts';

const DEPTH = 10;
const MAX_LENGTH = 4_000;

const { captureStackTrace } = Error as unknown as { captureStackTrace(holder: object, below?: () => void): void };
/** The outermost function of the hook that is running: the page's frames are those below it. */
let entry: (() => void) | undefined;

/** To be called by whatever the page or the browser calls, before anything that may read a stack. */
export const enter = (outermost: unknown): void => {
  entry = outermost as typeof entry;
};

const during = (name: string, value: unknown, run: () => string): string => {
  const old = describe(Error, name);
  if (!old.get && old.value === value) return run();
  setOwn(Error, name, value);
  try {
    return run();
  } finally {
    if (keys(old).length > 0) defineProperty(Error, name, old);
    else deleteProperty(Error, name);
  }
};

/**
 * The frames below a function, or all of them. Read at once: what is kept unread keeps the `this` of its frames alive (measured: 5 of 5 closed
 * connections). `Error.prepareStackTrace` of the page must not run for a stack that the page did not ask for.
 */
const read = (below?: () => void): string =>
  during('prepareStackTrace', undefined, () =>
    during('stackTraceLimit', DEPTH, () => {
      const holder = create(null) as { readonly stack?: string };
      captureStackTrace(holder, below);
      return `${holder.stack}`;
    }),
  );

/** The stack's lines without those of the hook. */
const withoutOwn = (stack: string): string => {
  // `chrome-extension://…/hook.iife.js` in Chromium, `<anonymous code>` in Firefox: the place of the frame on top.
  source ||= match(/(?:[@(]|at )([^@()]*):\d+:\d+\)?$/m, read())?.[1];
  const lines = split(stack, '\n');
  let text = '';
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (!includes(line, source as string)) text += `${text && '\n'}${line}`;
  }
  return text;
};
let source: string | undefined;

/**
 * Takes the hook's frames out of an error's stack. Chromium gives each error a setter of its own, so nothing else about it changes; a page that
 * writes its stacks itself sees them as they are.
 */
export const hideFrames = (error: object): void => {
  const { get, set } = describe(error, 'stack');
  if (get && set && !own(Error, 'prepareStackTrace')) apply(set, error, [withoutOwn(apply(get, error, []) as string)]);
};

/** The stack of the caller as text, without the hook's own frames on top; further down one may stand between two of the page's. */
export const readStack = (): string => {
  const stack = read(entry);
  // Chromium puts a line without a place before the frames.
  return shorten(slice(stack, match(/^\w*(\n|$)/, stack)?.[0].length), MAX_LENGTH);
};

import { apply, bare, defineProperty, deleteProperty, each, Error, getOwnPropertyDescriptor, own, setOwn } from './natives.ts';
import { match, shorten, textOf } from './text.ts';

const DEPTH = 10;
/** Frames of the hook itself on top of the page's. */
const OWN_FRAMES = 12;
const MAX_LENGTH = 4_000;

const during = (name: string, value: unknown, run: () => string): string => {
  const old = getOwnPropertyDescriptor(Error, name);
  if (!old && !value) return run();
  setOwn(Error, name, value);
  try {
    return run();
  } finally {
    if (old) defineProperty(Error, name, bare(old));
    else deleteProperty(Error, name);
  }
};

/**
 * Read at once: an `Error` that is kept unread keeps its `this` alive (measured: 5 of 5 closed connections). `Error.prepareStackTrace` of
 * the page must not run for an error that the page did not make.
 */
const read = (): string => during('prepareStackTrace', undefined, () => during('stackTraceLimit', DEPTH + OWN_FRAMES, () => `${new Error().stack}`));

// `chrome-extension://…/hook.iife.js` in Chromium, `<anonymous code>` in Firefox.
const source = match(/(?:[@(]|at )([^@()]*):\d+:\d+\)?$/m, read())?.[1] ?? '';
/**
 * Takes the hook's frames out of an error's stack. Chromium gives each error a setter of its own, so nothing else about it changes; a page that
 * writes its stacks itself sees them as they are.
 */
export const hideFrames = (error: object): void => {
  const { get, set } = getOwnPropertyDescriptor(error, 'stack') ?? {};
  if (!get || !set || own(Error, 'prepareStackTrace')) return;
  let text = '';
  each(textOf(apply(get, error, []) as string, 'split', '\n'), (line) => {
    if (!textOf(line, 'includes', source)) text += `${text && '\n'}${line}`;
  });
  apply(set, error, [text]);
};

/** Only the run of own frames at the top: further down one may stand between two of the page's. */
const ownFrames = new RegExp(`^(?:\\w*\\n)?(?:.*${source.replace(/\W/g, '\\$&')}.*\\n)*`);

/** The stack of the caller as text, without the hook's own frames. */
export const readStack = (): string => {
  const stack = read();
  return shorten(textOf(stack, 'slice', match(ownFrames, stack)?.[0].length), MAX_LENGTH);
};

import { apply, defineProperty, deleteProperty, describe, Error, keys, own, setOwn } from './natives.ts';
import { includes, match, shorten, slice, split } from './text.ts';

const DEPTH = 10;
/** Frames of the hook itself on top of the page's. */
const OWN_FRAMES = 12;
const MAX_LENGTH = 4_000;

const during = (name: string, value: unknown, run: () => string): string => {
  const old = describe(Error, name);
  const isThere = keys(old).length > 0;
  if (!isThere && !value) return run();
  setOwn(Error, name, value);
  try {
    return run();
  } finally {
    if (isThere) defineProperty(Error, name, old);
    else deleteProperty(Error, name);
  }
};

/**
 * Read at once: an `Error` that is kept unread keeps its `this` alive (measured: 5 of 5 closed connections). `Error.prepareStackTrace` of
 * the page must not run for an error that the page did not make.
 */
const read = (): string => during('prepareStackTrace', undefined, () => during('stackTraceLimit', DEPTH + OWN_FRAMES, () => `${new Error().stack}`));

/** The stack's lines without those of the hook. */
const withoutOwn = (stack: string, onlyOnTop?: boolean): string => {
  // `chrome-extension://…/hook.iife.js` in Chromium, `<anonymous code>` in Firefox: the place of the frame on top.
  source ||= match(/(?:[@(]|at )([^@()]*):\d+:\d+\)?$/m, read())?.[1];
  const lines = split(stack, '\n');
  let text = '';
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if ((onlyOnTop && text) || !includes(line, source as string)) text += `${text && '\n'}${line}`;
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
  const stack = read();
  // Chromium puts a line without a place before the frames.
  return shorten(withoutOwn(slice(stack, match(/^\w*\n/, stack)?.[0].length), true), MAX_LENGTH);
};

import { take } from './interfaces.ts';

export const [endsWith, includes, replaceAll, slice, split, startsWith, toUpperCase, trim] = take(
  'String',
  'endsWith includes replaceAll slice split startsWith toUpperCase trim',
);
const [exec] = take('RegExp', 'exec');

/** What the expression finds. Replacing and splitting by one would look up methods that the page can replace; this does not. */
export const match = (expression: RegExp, text: string): RegExpExecArray | null => exec(expression, text);

export const words = (text: string): readonly string[] => split(text, ' ');

export const shorten = (text: string, length: number): string => slice(text, 0, length);

/** An address without credentials, query and fragment. */
export const withoutSecrets = (url: string): string => {
  const parts = match(/^(\w+:\/\/)?(?:[^/@?#]*@)?([^?#]*)/, url);
  return (parts?.[1] ?? '') + (parts?.[2] ?? '');
};

import { interfaceOf } from './interfaces.ts';

/** Methods of strings. */
export const textOf = interfaceOf('String');
const expressionOf = interfaceOf('RegExp');

/** What the expression finds. Replacing and splitting by one would look up methods that the page can replace; this does not. */
export const match = (expression: RegExp, text: string): RegExpExecArray | null => expressionOf(expression, 'exec', text);

export const words = (text: string): readonly string[] => textOf(text, 'split', ' ');

export const shorten = (text: string, length: number): string => textOf(text, 'slice', 0, length);

/** An address without credentials, query and fragment. */
export const withoutSecrets = (url: string): string => {
  const parts = match(/^(\w+:\/\/)?(?:[^/@?#]*@)?([^?#]*)/, url);
  return (parts?.[1] ?? '') + (parts?.[2] ?? '');
};

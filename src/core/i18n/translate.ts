import type { Language } from '../settings.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type TextKey = keyof typeof en;
export type TextParams = Readonly<Record<string, string | number>>;

/** A piece of a text; `strong` pieces name what the text is about. */
export interface TextPart {
  readonly text: string;
  readonly strong: boolean;
}

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh };

/** The text as it is written, without anything replaced; undefined when there is none. */
export function rawText(language: Language, key: string): string | undefined {
  return Object.hasOwn(TEXTS[language], key) ? TEXTS[language][key] : undefined;
}

/**
 * The text of a key, in pieces. In a text `{name}` is replaced by the parameter of that name, `{name|leak|leaks}` by a word for one or for
 * more, `*…*` is strong, and `[…]` is left out when a parameter in it is empty or absent. Parameters may hold anything: none of these
 * signs counts in them.
 * A key without a text gives the key and its parameters, so that a finding of an unknown rule can still be read.
 */
export function translateParts(language: Language, key: string, params: TextParams = {}): TextPart[] {
  const template = rawText(language, key);
  if (template === undefined) return [{ text: [key, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' '), strong: false }];
  const parts: TextPart[] = [];
  let strong = false;
  let optionalFrom: number | undefined;
  let lacking = false;
  for (const [piece, name, one, more] of template.matchAll(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}|[^{}[\]*]+|[[\]*{}]/g)) {
    if (name !== undefined) {
      const value = one !== undefined && more !== undefined ? (params[name] === 1 ? one : more) : String(params[name] ?? '');
      if (value === '') lacking = true;
      parts.push({ text: value, strong });
    } else if (piece === '*') strong = !strong;
    else if (piece === '[') {
      optionalFrom = parts.length;
      lacking = false;
    } else if (piece === ']') {
      if (lacking && optionalFrom !== undefined) parts.length = optionalFrom;
      optionalFrom = undefined;
    } else parts.push({ text: piece, strong });
  }
  return parts;
}

/** The text of a key as plain words; the grammar is that of `translateParts`. */
export function translate(language: Language, key: TextKey | (string & {}), params: TextParams = {}): string {
  return translateParts(language, key, params)
    .map((part) => part.text)
    .join('');
}

import { computed, type ReadonlySignal } from '@preact/signals';
import { formatParams } from '../../core/i18n/format.ts';
import { translate, translateParts, type TextKey, type TextParams, type TextPart } from '../../core/i18n/translate.ts';
import type { Message } from '../../core/rules/finding.ts';
import type { Language, Settings } from '../../core/settings.ts';

/** The words in the language of now. Reading any of them subscribes the reader to a change of language. */
export interface Texts {
  readonly language: ReadonlySignal<Language>;
  t(key: TextKey, params?: TextParams): string;
  /** A message of core, with ages and sizes as a reader wants them. */
  say(message: Message, now: number): string;
  sayParts(message: Message, now: number): TextPart[];
}

export function createTexts(settings: ReadonlySignal<Settings>): Texts {
  const language = computed<Language>(() => {
    const wanted = settings.value.language;
    if (wanted !== 'auto') return wanted;
    return navigator.language.startsWith('zh') ? 'zh' : 'en';
  });
  return {
    language,
    t: (key, params) => translate(language.value, key, params),
    say: ({ key, params }, now) => translate(language.value, key, formatParams(language.value, params, now)),
    sayParts: ({ key, params }, now) => translateParts(language.value, key, formatParams(language.value, params, now)),
  };
}

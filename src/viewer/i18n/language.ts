import { effect, signal } from '@preact/signals';
import { loadPreference, savePreference } from '../preference.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type TextKey = keyof typeof en;

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, zh };

const language = signal<Language>('en');

/** @param asked by the page's address; it wins over what was chosen before, and that over the browser's language */
export function startLanguage(asked: Language | undefined): void {
  const saved = LANGUAGES.find((one) => one === loadPreference('language'));
  language.value = asked ?? saved ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  effect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    document.title = t('title');
  });
}

export function nextLanguage(): void {
  language.value = language.peek() === 'en' ? 'zh' : 'en';
  savePreference('language', language.peek());
}

/** The text in the language of the page; `{name}` in it is replaced by the parameter of that name. */
export function t(key: TextKey, params: Readonly<Record<string, string | number>> = {}): string {
  return TEXTS[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

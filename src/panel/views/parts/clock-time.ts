import type { Language } from '../../../core/settings.ts';

/** The time of day of an instant, `12:03:11`. */
export function clockTime(at: number, language: Language): string {
  return new Date(at).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', { hour12: false });
}

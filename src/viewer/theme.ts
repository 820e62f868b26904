import { effect, signal } from '@preact/signals';
import { loadPreference, savePreference } from './preference.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>('auto');

/** @param asked by the page's address; it wins over what was chosen before */
export function startTheme(asked: Theme | undefined): void {
  theme.value = asked ?? THEMES.find((one) => one === loadPreference('theme')) ?? 'auto';
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.peek()) + 1) % THEMES.length] ?? 'auto';
  savePreference('theme', theme.peek());
}

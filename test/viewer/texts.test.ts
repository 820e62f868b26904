import { expect, test } from 'vitest';
import { en } from '../../src/viewer/i18n/en.ts';
import { zh } from '../../src/viewer/i18n/zh.ts';

const slots = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).toSorted();

test('every text is there in both languages, with the same slots', () => {
  expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
  for (const [key, text] of Object.entries(en)) {
    const translated = zh[key as keyof typeof en];
    expect(translated, key).not.toBe('');
    expect(slots(translated), key).toEqual(slots(text));
  }
});

test('every failure says what to do', () => {
  const reasons = Object.keys(en).filter((key) => key.startsWith('failure.') && `${key}.do` in en);
  expect(reasons.length).toBeGreaterThan(15);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureOf } from '../../src/viewer/camera/failure.ts';
import { WhepError } from '../../src/viewer/whep/whep-error.ts';
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

/** "unknown" is told in the server's own words. */
const codes = [...readFileSync(new URL('../../docs/gateway.md', import.meta.url), 'utf8').matchAll(/^\| `([\w-]+)` \| (\d{3}) \|/gm)]
  .map(([, code = '', status]) => ({ code, status: Number(status) }))
  .filter(({ code }) => code !== 'unknown');

test('every failure of a camera that the server has a code for is told in words of its own', async () => {
  expect(codes.length).toBeGreaterThan(10);
  for (const { code, status } of codes) {
    const error = await WhepError.from('POST', Response.json({ status: 'error', error: 'words', code }, { status }));
    const { reason } = failureOf(error);
    expect(reason).toBe(`camera-${code}`);
    expect(en).toHaveProperty([`failure.${reason}.do`]);
  }
});

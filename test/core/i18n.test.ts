import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/core/i18n/en.ts';
import { formatBytes, formatDuration, formatParams } from '../../src/core/i18n/format.ts';
import { rawText, translate, translateParts } from '../../src/core/i18n/translate.ts';
import { zh } from '../../src/core/i18n/zh.ts';
import { RULES } from '../../src/core/rules/index.ts';

const keys = Object.keys(en) as (keyof typeof en)[];
/** Fixes hold code, which is full of brackets. */
const isPlain = (key: string): boolean => key.startsWith('rule.');
const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].toSorted();
const code = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('  '));

describe('the two languages', () => {
  test('have the same keys, and no empty text', () => {
    expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
    expect([...Object.entries(en), ...Object.entries(zh)].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('name the same parameters; a word for one or more may be in English only', () => {
    const plurals = (text: string): string[] => [...text.matchAll(/\{(\w+)\|/g)].map(([, name]) => name ?? '');
    const wrong = keys.filter((key) => {
      if (isPlain(key)) return false;
      const onlyPlural = plurals(en[key]).filter((name) => !en[key].includes(`{${name}}`));
      return JSON.stringify(names(zh[key])) !== JSON.stringify(names(en[key]).filter((name) => !onlyPlural.includes(name)));
    });
    expect(wrong).toEqual([]);
  });

  test('stress the same number of subjects', () => {
    const stars = (text: string): number => text.split('*').length - 1;
    expect(keys.filter((key) => !isPlain(key) && (stars(en[key]) !== stars(zh[key]) || stars(en[key]) % 2 !== 0))).toEqual([]);
  });

  test('show the same code', () => {
    expect(keys.filter((key) => isPlain(key) && JSON.stringify(code(en[key])) !== JSON.stringify(code(zh[key])))).toEqual([]);
  });

  test('say of every rule what it is, why it is a leak and how it is mended', () => {
    const missing = RULES.flatMap((rule) => ['title', 'why', 'fix'].map((part) => `rule.${rule.code}.${part}`)).filter((key) => rawText('en', key) === undefined);
    expect(missing).toEqual([]);
  });
});

describe('a text', () => {
  test('takes its parameters', () => {
    expect(translate('en', 'status.room', { headroom: 496, max: 500 })).toBe('496 of 500 connections free');
    expect(translate('zh', 'status.error', { count: 3 })).toBe('3 个泄漏');
  });

  test('chooses the word for one or more', () => {
    expect(translate('en', 'status.error', { count: 1 })).toBe('1 leak');
    expect(translate('en', 'status.error', { count: 0 })).toBe('0 leaks');
  });

  test('stresses its subject', () => {
    const parts = translateParts('en', 'peer-superseded.element', { peer: 'p3', camera: 'cam1', by: 'p5', sinceMs: '12 s' });
    expect(parts.filter((part) => part.strong).map((part) => part.text).join('|')).toBe('Peer |p3|p5');
    expect(parts.map((part) => part.text).join('')).toBe('Peer p3 (cam1) is still open though p5 took over its video 12 s ago.');
  });

  test('leaves out what is not known', () => {
    expect(translate('en', 'peer-superseded.element', { peer: 'p3', camera: '', by: 'p5', sinceMs: '12 s' })).toBe(
      'Peer p3 is still open though p5 took over its video 12 s ago.',
    );
    expect(translate('en', 'tile.ffmpeg-one', { camera: 'cam4', cpu: '', memory: '57 MB' })).toBe('cam4 · 57 MB');
  });

  test('of an unknown key still says what it is about', () => {
    expect(translate('zh', 'rule.of-tomorrow', { peer: 'p3' })).toBe('rule.of-tomorrow peer=p3');
    expect(translate('en', 'constructor')).toBe('constructor');
  });

  test('takes any parameter as it is, signs and all', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (camera) => {
        expect(translate('en', 'peer-superseded.element', { peer: 'p1', camera, by: 'p2', sinceMs: '1 s' })).toContain(`(${camera})`);
      }),
    );
  });
});

describe('values', () => {
  test.each([
    [0, '0 s', '0 秒'],
    [300, '0.3 s', '0.3 秒'],
    [12_400, '12 s', '12 秒'],
    [59_600, '1 min', '1 分钟'],
    [4 * 60_000, '4 min', '4 分钟'],
    [125 * 60_000, '2 h 5 min', '2 小时 5 分钟'],
    [50 * 3_600_000, '2 d 2 h', '2 天 2 小时'],
    [-5_000, '0 s', '0 秒'],
  ])('%i ms is %s', (ms, english, chinese) => {
    expect(formatDuration('en', ms)).toBe(english);
    expect(formatDuration('zh', ms)).toBe(chinese);
  });

  test.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [1_536, '1.5 kB'],
    [84 * 1024 * 1024, '84 MB'],
    [2 * 1024 ** 3, '2 GB'],
    [5_000 * 1024 ** 4, '5000 TB'],
  ])('%d bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words));

  test('in messages go by the unit in their names', () => {
    expect(formatParams('en', { sinceMs: 88_000, lingerMs: 10_000, bytes: 2_048, rssBytes: 1_048_576, count: 3, camera: 'cam1' }, 100_000)).toEqual({
      sinceMs: '12 s',
      lingerMs: '10 s',
      bytes: '2 kB',
      rssBytes: '1 MB',
      count: 3,
      camera: 'cam1',
    });
  });
});

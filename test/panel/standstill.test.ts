import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/rules/finding.ts';
import { watchStandstill } from '../../src/panel/standstill.ts';

const GRACE_MS = 5_000;
const START = 1_000_000;
const finding = (key: string): Finding => ({ key }) as Finding;
const found = [finding('a p1'), finding('a p2'), finding('server')];
/** The document stands before the object's name. */
const scene = () => watchStandstill(({ key }) => key.split(' ').length > 1 ? key.split(' ')[0] : undefined);
const keys = (told: readonly Finding[]) => told.map(({ key }) => key);

describe('a page that stood still', () => {
  test('is told of as soon as anything is found where it runs all the time', () => {
    const still = scene();
    still.asked(new Map([['a', 40]]), 3, START);
    expect(keys(still.told(found, [], GRACE_MS, START))).toEqual(['a p1', 'a p2', 'server']);
    expect(still.isTotal).toBe(false);
  });

  test('is told nothing new of, however long it stands, until it has run for a grace time again', () => {
    const still = scene();
    still.asked(new Map([['a', undefined]]), 0, START);
    expect(still.isTotal).toBe(true);
    still.asked(new Map([['a', undefined]]), 0, START + 60_000);
    expect(keys(still.told(found, [found[0] as Finding], GRACE_MS, START + 60_000))).toEqual(['a p1', 'server']);
    still.asked(new Map([['a', 3]]), 0, START + 61_000);
    expect(still.isTotal).toBe(false);
    expect(keys(still.told(found, [], GRACE_MS, START + 65_999))).toEqual(['server']);
    still.asked(new Map([['a', 3]]), 0, START + 66_000);
    expect(keys(still.told(found, [], GRACE_MS, START + 66_000))).toEqual(['a p1', 'a p2', 'server']);
  });

  test('stands still as well while it answers late, and when the machine slept', () => {
    for (const [tookMs, lateMs] of [[3_000, 0], [5, 3_600_000]] as const) {
      const still = scene();
      still.asked(new Map([['a', tookMs]]), lateMs, START);
      expect(keys(still.told(found, [], GRACE_MS, START + 1_000))).toEqual(['server']);
    }
  });

  test('is judged in between where it is always late', () => {
    const still = scene();
    let told = 0;
    for (let at = START; at < START + 120_000; at += 4_000) {
      still.asked(new Map([['a', 3_000]]), 0, at);
      if (still.told(found, [], GRACE_MS, at).length === 3) told += 1;
    }
    expect(told).toBeGreaterThan(15);
  });

  test('holds up nothing but its own findings, and is forgotten when it is gone', () => {
    const still = watchStandstill(({ key }) => key.split(' ')[0]);
    still.asked(new Map<string, number | undefined>([['a', undefined], ['b', 10]]), 0, START);
    expect(still.isTotal).toBe(false);
    expect(keys(still.told([finding('a p1'), finding('b p1')], [], GRACE_MS, START))).toEqual(['b p1']);
    still.asked(new Map([['b', 10]]), 0, START + 100);
    expect(keys(still.told([finding('a p1')], [], GRACE_MS, START + 100))).toEqual(['a p1']);
  });
});

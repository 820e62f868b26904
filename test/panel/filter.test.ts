import { describe, expect, test } from 'vitest';
import { matches, parseFilter, type Filtered } from '../../src/panel/views/filter.ts';

const leak: Filtered = { code: 'peer-superseded', camera: 'Front Door', frame: '0', kind: 'peer', text: () => 'Peer p3 is still open viewer.ts' };
const passes = (text: string): boolean => matches(parseFilter(text), leak);

describe('the filter', () => {
  test.each([
    ['', true],
    ['viewer.ts', true],
    ['VIEWER open', true],
    ['viewer closed', false],
    ['code:peer', true],
    ['code:whep', false],
    ['code:whep code:peer', true],
    ['code:peer camera:cam1', false],
    ['camera:"front door"', true],
    ['camera:"front door', true],
    ['"still open"', true],
    ['frame:0 kind:peer', true],
    ['frame:1', false],
    ['-code:peer', false],
    ['-code:whep', true],
    ['-closed open', true],
    ['superseded', true],
    ['code:', true],
  ])('%s', (text, expected) => expect(passes(text)).toBe(expected));

  test('takes an unknown token as plain words', () => {
    expect(parseFilter('http://127.0.0.1:8889')).toEqual([{ value: 'http://127.0.0.1:8889', not: false }]);
    expect(matches(parseFilter('viewer.ts:88'), { ...leak, text: () => 'made at viewer.ts:88' })).toBe(true);
  });

  test('does not ask for the text when tokens decide', () => {
    let asked = 0;
    matches(parseFilter('code:peer'), { ...leak, text: () => String((asked += 1)) });
    expect(asked).toBe(0);
  });
});

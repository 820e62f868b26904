import { expect, test } from 'vitest';
import { derived, derivedOf } from '../../../src/core/ledger/derived.ts';
import { fold } from '../../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../../src/core/ledger/ledger.ts';

const mark = (ledger: Ledger): void => fold(ledger, { op: 'moment', n: 0, at: 1, name: 'mark', label: '' }, 'panel');

test('is worked out once until the next fact, for each ledger by itself', () => {
  let times = 0;
  const count = derived(({ facts }) => [facts, (times += 1)]);
  const [one, two] = [createLedger(), createLedger()];
  expect([count(one), count(one), count(two), count(one)]).toEqual([[0, 1], [0, 1], [0, 2], [0, 1]]);
  mark(one);
  expect([count(one), count(two)]).toEqual([[1, 3], [0, 2]]);
});

test('is worked out for each object by itself; having found nothing is an answer, too', () => {
  const asked: string[] = [];
  const nameOf = derivedOf((_, { name }: { readonly name: string }) => {
    asked.push(name);
    return name === 'none' ? undefined : name;
  });
  const ledger = createLedger();
  const [a, none] = [{ name: 'a' }, { name: 'none' }];
  expect([nameOf(ledger, a), nameOf(ledger, none), nameOf(ledger, a), nameOf(ledger, none)]).toEqual(['a', undefined, 'a', undefined]);
  expect(asked).toEqual(['a', 'none']);
  mark(ledger);
  nameOf(ledger, a);
  expect(asked).toEqual(['a', 'none', 'a']);
});

import { expect, test } from 'vitest';
import { fold } from '../../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../../src/core/ledger/ledger.ts';
import { isOfEarlierDocument, shortId } from '../../../src/core/ledger/queries.ts';

test.each([
  ['0:p1', 'p1'],
  ['0.2:p1', 'p1'],
  ['0.13:t4', 't4'],
  ['7:p1', '7:p1'],
  ['7.3:p1', '7:p1'],
  ['6f9619ff-8b86', '6f9619ff-8b86'],
])('%s is called %s', (id, name) => expect(shortId(id)).toBe(name));

/** A peer in a document of its own. */
function open(ledger: Ledger, document: string, at: number): void {
  fold(ledger, { op: 'document', n: 1, at, url: 'http://page/', top: document.startsWith('0') }, document);
  fold(ledger, { op: 'created', kind: 'peer', id: 'p1', n: 2, at: at + 1, props: {} }, document);
}
const leave = (ledger: Ledger, document: string, at: number): void => fold(ledger, { op: 'document-ended', n: 3, at, persisted: false }, document);

test('an object is of an earlier document when its frame has another one since', () => {
  const ledger = createLedger();
  const earlier = () => [...ledger.byKind.peer.values()].filter((peer) => isOfEarlierDocument(ledger, peer)).map(({ id }) => id);
  open(ledger, '0', 10);
  open(ledger, '7', 20);
  expect(earlier()).toEqual([]);
  leave(ledger, '7', 25);
  leave(ledger, '0', 30);
  expect(earlier()).toEqual([]);
  open(ledger, '0.2', 40);
  expect(earlier()).toEqual(['0:p1']);
  open(ledger, '7.2', 41);
  leave(ledger, '0.2', 50);
  open(ledger, '0.3', 60);
  expect(earlier()).toEqual(['0:p1', '7:p1', '0.2:p1']);
});

test('a page that came back from the cache is the one of now', () => {
  const ledger = createLedger();
  open(ledger, '0', 10);
  leave(ledger, '0', 20);
  open(ledger, '0.2', 30);
  leave(ledger, '0.2', 40);
  ledger.documents.delete('0');
  open(ledger, '0', 50);
  const of = (id: string) => {
    const peer = ledger.byKind.peer.get(id);
    return peer && isOfEarlierDocument(ledger, peer);
  };
  expect([of('0:p1'), of('0.2:p1')]).toEqual([false, true]);
});

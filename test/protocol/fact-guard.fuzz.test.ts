import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeSample } from '../../src/core/budget.ts';
import { plan } from '../../src/core/clean/plan.ts';
import { forecastRoom } from '../../src/core/forecast.ts';
import { chains } from '../../src/core/join/chains.ts';
import { fold } from '../../src/core/ledger/fold.ts';
import { createLedger, type Ledger } from '../../src/core/ledger/ledger.ts';
import { buildReport } from '../../src/core/report/report.ts';
import { detect } from '../../src/core/rules/index.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { isFact, isPageFact } from '../../src/protocol/fact-guard.ts';
import { isFactsMessage, isHello } from '../../src/protocol/guards.ts';

const START = 1_795_437_000_000;
const RELATIONS = ['receives', 'sends', 'carries', 'has', 'plays', 'clone-of', 'derived-from', 'holds', 'serves'];
const words = (...some: string[]) => fc.oneof(fc.constantFrom(...some), fc.string());
const flag = fc.boolean();
const count = fc.nat(9);
const time = fc.integer({ min: START, max: START + 90_000 });
const anything = fc.oneof(fc.string(), fc.integer(), flag, fc.constant(null), fc.array(fc.string(), { maxLength: 3 }));
/** Kinds with the first letter of their ids, what they must have, and what they may have. */
const KINDS = [
  ['peer', 'p', {
    connectionState: words('new', 'connected', 'failed', 'closed'), iceConnectionState: words('new'), signalingState: words('stable', 'have-local-offer', 'closed'), transceivers: count, handlers: fc.array(words('ontrack'), { maxLength: 2 }),
  }, { receivingTransceivers: count, idleTransceivers: count, addedTransceivers: count, onlyReceives: flag, poolsCandidates: flag, madeOffer: flag, registry: words('peers["cam1"]'), leftRegistry: words('peers["cam1"]'), statsAfterClose: count, localPort: count }],
  ['track', 't', { media: fc.constantFrom('audio', 'video'), origin: fc.constantFrom('remote', 'user', 'display', 'canvas', 'generator'), readyState: words('live', 'ended'), muted: flag, enabled: flag, label: words('cam') }, { deviceId: words('d') }],
  ['stream', 's', { active: flag }, {}],
  ['element', 'e', {
    tag: fc.constantFrom('video', 'audio'), label: words('video#v'), connected: flag, wasConnected: flag, paused: flag, readyState: count, visible: flag, pictureInPicture: flag, source: fc.constantFrom('none', 'stream', 'media-source'), currentTime: count,
  }, { removedAt: time, readAt: time, reads: count, muted: flag }],
  ['channel', 'c', { label: words('x'), readyState: words('open', 'closed') }, { messages: count }],
  ['holder', 'h', { type: words('audio-context', 'audio-source', 'media-recorder', 'capture', 'track-processor', 'media-source', 'listener'), state: words('running', 'recording', 'open', 'window resize') }, { openFrames: count, askedSince: time, readAt: time, reads: count }],
  ['session', 'w', { protocol: fc.constantFrom('whep', 'whip'), url: fc.webUrl(), camera: words('cam1') }, { status: fc.constantFrom(0, 201, 404), location: fc.webUrl(), serverId: words('id'), deleteUrl: fc.webUrl(), deleteStatus: fc.constantFrom(0, 200, 404) }],
  ['socket', 'k', { url: words('ws://a.example/x'), readyState: count }, {}],
] as const;
// Few ids, so that facts meet.
const idOf = (letter: string) => fc.constantFrom(`${letter}1`, `${letter}2`, `${letter}3`);
const id = fc.oneof(...KINDS.map(([, letter]) => idOf(letter)));
const propsOf = (must: object, may: object) => fc.tuple(fc.record(must), fc.record(may, { requiredKeys: [] })).map(([a, b]) => ({ ...a, ...b }) as Record<string, unknown>);
const wrongProps = fc.dictionary(fc.oneof(fc.constantFrom('handlers', 'url', 'label', '__proto__'), fc.string()), anything, { maxKeys: 4 });
const by = fc.constantFrom('page', 'inspector', 'browser');
const link = { from: id, to: id, rel: fc.constantFrom(...RELATIONS) };
const stack = fc.option(fc.oneof(fc.string(), fc.constantFrom('Error\n    at play (https://a.example/p.js:1:2)', 'Error\n    at <anonymous>:1:1')), { nil: undefined });
const shapes = fc.oneof(
  ...KINDS.map(([kind, letter, must, may]) => fc.record({ op: fc.constant('created'), kind: fc.constant(kind), id: idOf(letter), props: fc.oneof(propsOf(must, may), propsOf({}, must)), stack })),
  ...KINDS.map(([, letter, must, may]) => fc.record({ op: fc.constant('changed'), id: idOf(letter), props: propsOf({}, { ...must, ...may }) })),
  fc.record({ op: fc.constantFrom('created', 'changed'), kind: fc.constantFrom(...KINDS.map(([kind]) => kind)), id, props: wrongProps, stack }),
  fc.record({ op: fc.constant('ended'), id, by }),
  fc.record({ op: fc.constant('collected'), id }),
  { weight: 8, arbitrary: fc.record({ op: fc.constantFrom('linked', 'linked', 'unlinked'), ...link }) },
  fc.record({ op: fc.constant('document'), url: fc.webUrl(), top: fc.boolean() }),
  fc.record({ op: fc.constant('document-ended'), persisted: fc.boolean() }),
  fc.record({ op: fc.constant('document-state'), hidden: fc.boolean(), players: fc.option(fc.nat(9), { nil: undefined }) }),
  fc.record({ op: fc.constant('heap'), usedBytes: fc.nat(), source: fc.constant('performance.memory') }),
  fc.record({ op: fc.constant('moment'), name: fc.constantFrom('switch', 'limit', 'overflow'), label: fc.string() }),
);
const facts = fc.array(fc.tuple(shapes, fc.integer({ min: 0, max: 90_000 }), fc.constantFrom('0', '3')), { maxLength: 120, size: 'max' });

/** Every link stands at both of its ends, and every object with its kind. */
function assertSound(ledger: Ledger): void {
  for (const [kind, entities] of Object.entries(ledger.byKind)) {
    for (const [key, entity] of entities) expect([entity.kind, ledger.entities.get(key)]).toEqual([kind, entity]);
  }
  for (const [end, links] of ledger.links) {
    for (const one of links) expect(one.from === end || one.to === end).toBe(true);
  }
}

test('whatever a page tells in the shape of facts, in any order: the ledger stays sound and everything that reads it goes on', () => {
  let most = 0;
  fc.assert(
    fc.property(facts, (list) => {
      const ledger = createLedger();
      let n = 0;
      let taken = 0;
      for (const [shape, after, document] of list) {
        const fact: unknown = { ...shape, n: (n += 1), at: START + after };
        if (!isPageFact(fact)) continue;
        fold(ledger, fact, document);
        taken += 1;
      }
      most = Math.max(most, taken);
      assertSound(ledger);
      const now = START + 200_000;
      const findings = detect(ledger, DEFAULT_SETTINGS, now);
      plan(ledger, [...ledger.entities.keys()], findings, DEFAULT_SETTINGS);
      chains(ledger);
      takeSample(ledger, now);
      forecastRoom(ledger, now);
      JSON.stringify(buildReport(ledger, DEFAULT_SETTINGS, now, findings));
    }),
    { numRuns: 800 },
  );
  expect(most).toBeGreaterThan(30);
});

test('anything at all is judged without a throw, and what is accepted is small data', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, withNullPrototype: true }), (value) => {
      for (const guard of [isFact, isPageFact, isHello, isFactsMessage]) expect(typeof guard(value)).toBe('boolean');
      const disguised = { op: 'created', kind: 'peer', id: 'p1', n: 1, at: 1, props: { value }, stack: '' };
      if (isPageFact(disguised)) expect(() => JSON.stringify(disguised)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});

test('what is cyclic, deep, long or of many parts is refused', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  let deep: unknown = 1;
  for (let i = 0; i < 10_000; i += 1) deep = [deep];
  const wrap = (value: unknown): unknown => ({ op: 'created', kind: 'peer', id: 'p1', n: 1, at: 1, props: { value }, stack: '' });
  for (const value of [cyclic, deep, 'x'.repeat(1_000_000), Array.from({ length: 100_000 }, () => 1)]) expect(isPageFact(wrap(value))).toBe(false);
});

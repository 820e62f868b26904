import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptersFor } from '../../../src/core/endpoints/adapters.ts';
import { readCustom } from '../../../src/core/endpoints/custom-mapping.ts';
import { isServerSnapshot } from '../../../src/core/endpoints/is-server-snapshot.ts';
import { ENDPOINT_KINDS, type ServerParts, type ServerSnapshot } from '../../../src/core/endpoints/server-snapshot.ts';

/** Nearly right answers find more than random ones: the names that the adapters look for, with anything in them. */
const names = ['items', 'processes', 'pid', 'camera', 'cameras', 'cpu_usages', 'name', 'id', 'readers', 'source', 'producers', 'consumers', 'cmdline'];
const anything = fc.anything({ maxDepth: 3 });
const nearly = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, anything, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 })),
})).value;
const lines = fc.array(fc.oneof(fc.string(), fc.constantFrom('paths{name="a",state="ready"} 1', 'webrtc_sessions{id="x"', 'paths 0', '# c')), { maxLength: 20 });
const answer = fc.oneof(nearly, lines.map((all) => all.join('\n')));

/** Either an Error with a reason that fits on a screen, or parts that make a sound snapshot of bounded size. */
function expectSound(read: () => ServerParts): void {
  let parts: ServerParts;
  try {
    parts = read();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TypeError);
    expect((error as Error).message.length).toBeGreaterThan(10);
    expect((error as Error).message.length).toBeLessThan(400);
    return;
  }
  const base = { endpoint: 'http://127.0.0.1', kind: 'custom', link: 'ok', tells: [], continued: false, processes: [], sessions: [], paths: [] } as const;
  const snapshot: ServerSnapshot = { ...base, ...parts };
  expect(isServerSnapshot(snapshot)).toBe(true);
  expect(isServerSnapshot(JSON.parse(JSON.stringify(snapshot)))).toBe(true);
}

describe('whatever a server answers', () => {
  test.each(ENDPOINT_KINDS)('%s: a sound snapshot or a clear error', (kind) => {
    for (const adapter of adaptersFor(kind)) {
      const answers = fc.record(Object.fromEntries(adapter.requests.map(({ path }) => [path, fc.option(answer, { nil: undefined })])));
      fc.assert(fc.property(answers, (payloads) => void expectSound(() => adapter.read(payloads))), { numRuns: 300 });
    }
  });

  test('custom: for any mapping', () => {
    const place = fc.oneof(fc.constantFrom('', '$key', 'items', 'items[0]', '__proto__', 'constructor.name', '[', '..'), fc.string());
    const mapping = fc.record({ list: place, pid: place, camera: place, state: place, startedAt: place, viewers: place });
    fc.assert(fc.property(answer, mapping, (payload, places) => expectSound(() => readCustom(payload, places))), { numRuns: 300 });
  });

  test('a huge answer is read in part, and its texts are cut', () => {
    const long = 'x'.repeat(100_000);
    const [status, mediamtx] = adaptersFor('auto');
    const { processes } = status?.read({ '/api/processes': { processes: Array.from({ length: 50_000 }, (_, pid) => ({ pid: pid + 1, camera: long })) } }) ?? {};
    expect(processes?.length).toBe(2_000);
    expect(processes?.[0]?.camera.length).toBe(500);
    const { paths } = mediamtx?.read({ '/v3/paths/list': { items: Array.from({ length: 50_000 }, () => ({ name: long })) } }) ?? {};
    expect(paths?.length).toBe(2_000);
  });
});

describe('a snapshot out of a recording', () => {
  test('anything else is none', () => {
    fc.assert(fc.property(nearly, (value) => void expect(isServerSnapshot(value)).toBe(false)));
    const sound = { endpoint: 'http://a', kind: 'mediamtx', link: 'ok', tells: ['paths'], continued: true, processes: [], sessions: [], paths: [{ name: 'a', readers: 0 }] };
    expect(isServerSnapshot(sound)).toBe(true);
    for (const key of Object.keys(sound)) expect(isServerSnapshot({ ...sound, [key]: { length: 1 } }), key).toBe(false);
  });
});

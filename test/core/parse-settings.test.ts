import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endpointUrl } from '../../src/core/endpoints/endpoint-url.ts';
import { parseSettings } from '../../src/core/parse-settings.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';

describe('stored settings', () => {
  test('nothing stored gives the defaults', () => {
    expect(parseSettings(undefined)).toEqual(DEFAULT_SETTINGS);
  });

  test('what is valid is kept, what is not is the default, what is unknown is dropped', () => {
    const parsed = parseSettings({
      budget: { peers: { normal: 4, warn: 9 }, tracks: { warn: 'many' } },
      graceMs: -1,
      registries: ['peers', 'alert(1)', 7],
      language: 'zh',
      theme: 'pink',
      surprise: true,
    });
    expect(parsed.budget.peers).toEqual({ normal: 4, warn: 9 });
    expect(parsed.budget.tracks).toEqual(DEFAULT_SETTINGS.budget.tracks);
    expect(parsed.graceMs).toBe(DEFAULT_SETTINGS.graceMs);
    expect(parsed.registries).toEqual(['peers']);
    expect(parsed).toMatchObject({ language: 'zh', theme: 'auto' });
    expect(parsed).not.toHaveProperty('surprise');
  });

  test('anything at all gives settings that parse to themselves', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseSettings(value);
        expect(parseSettings(parsed)).toEqual(parsed);
      }),
    );
  });
});

describe('the address of a server', () => {
  test.each([
    ['http://127.0.0.1:9997/', 'http://127.0.0.1:9997'],
    ['  HTTPS://nas.local/cameras/?x=1#y ', 'https://nas.local/cameras'],
    ['http://admin:secret@127.0.0.1:9997', 'http://127.0.0.1:9997'],
  ])('%s is stored as %s', (typed, stored) => {
    expect(endpointUrl(typed)).toBe(stored);
  });

  test.each(['', 'nas', 'ftp://nas', 'javascript:alert(1)', 'http://'])('%j is none', (typed) => {
    expect(endpointUrl(typed)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { isCameraName, readCameras } from '../../src/viewer/server/config.ts';
import { parseOptions } from '../../src/viewer/options.ts';

const options = (query: string) => parseOptions(new URL(`http://127.0.0.1:8889/${query}`));

describe('the address of the page', () => {
  test('says nothing: the defaults', () => {
    expect(options('')).toEqual({
      whep: undefined,
      credentials: undefined,
      cameras: undefined,
      camera: undefined,
      failing: [],
      faults: new Set(),
      layout: 1,
      language: undefined,
      theme: undefined,
      gathering: 'trickle',
      settleMs: 100,
    });
  });

  test('says all of it', () => {
    const all = options('?whep=http://nvr:8889/media&cameras=a,%20b/c&camera=a&fault=keep-peer,no-such,keep-ffmpeg&layout=4&lang=zh&theme=dark&ice=full&settle=0');
    expect(all).toMatchObject({ cameras: ['a', 'b/c'], camera: 'a', layout: 4, language: 'zh', theme: 'dark', gathering: 'full', settleMs: 0 });
    expect(all.whep?.href).toBe('http://nvr:8889/media/');
    expect([...all.faults]).toEqual(['keep-peer', 'keep-ffmpeg']);
  });

  test('has credentials for the server, which fetch would refuse', () => {
    const { whep, credentials } = options('?whep=http://admin:p%40ss@nvr:8889');
    expect(whep?.href).toBe('http://nvr:8889/');
    expect(credentials).toEqual({ user: 'admin', password: 'p@ss' });
  });

  test.each(['?whep=javascript:alert(1)', '?whep=file:///etc', '?whep=nonsense', '?cameras=../api,a%20b', '?layout=5&settle=-1', '?settle=NaN'])('nonsense is not followed: %s', (query) => {
    expect(options(query)).toMatchObject({ whep: undefined, cameras: undefined, layout: 1, settleMs: 100 });
  });
});

describe('config.json', () => {
  test('gives the cameras', () => {
    expect(readCameras({ cameras: [{ name: 'cam1', label: 'Gate', isOwn: false }, { name: 'yard/2', own: true }] })).toEqual([
      { name: 'cam1', label: 'Gate', isOwn: false },
      { name: 'yard/2', label: 'yard/2', isOwn: true },
    ]);
  });

  test.each([undefined, null, 1, 'x', [], {}, { cameras: 'all' }])('that is none: %j', (config) => {
    expect(readCameras(config)).toBeUndefined();
  });

  test('entries that name no path are left out', () => {
    expect(readCameras({ cameras: [null, 7, {}, { name: '../etc' }, { name: 'a b' }, { name: 'ok', label: 5 }] })).toEqual([{ name: 'ok', label: 'ok', isOwn: false }]);
  });
});

test.each([
  ['cam1', true],
  ['a/b-c_d.e~f', true],
  ['', false],
  ['/a', false],
  ['a/', false],
  ['a//b', false],
  ['a/../b', false],
  ['..', false],
  ['a?b', false],
  ['a%2e', false],
  ['x'.repeat(101), false],
])('camera name %j: %s', (name, expected) => {
  expect(isCameraName(name)).toBe(expected);
});

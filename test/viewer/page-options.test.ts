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
      ignored: [],
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
    expect(options('?whep=http://admin:100%25zz@nvr:8889').credentials).toEqual({ user: 'admin', password: '100%zz' });
  });

  test.each(['?whep=javascript:alert(1)', '?whep=file:///etc', '?whep=nonsense', '?cameras=../api,a%20b', '?layout=5&settle=-1', '?settle=NaN'])('nonsense is not followed: %s', (query) => {
    expect(options(query)).toMatchObject({ whep: undefined, cameras: undefined, layout: 1, settleMs: 100 });
  });
});

describe('what the address asks for in vain', () => {
  test.each([
    ['?fault=keep-peer,nonsense,%20keep-nothing', 'fault', 'nonsense, keep-nothing', /^keep-peer, .*keep-on-pagehide$/],
    ['?layout=7', 'layout', '7', /^1, 4, 9$/],
    ['?lang=fr', 'lang', 'fr', /^en, zh$/],
    ['?theme=blue', 'theme', 'blue', /dark/],
    ['?ice=none', 'ice', 'none', /trickle/],
    ['?settle=-1', 'settle', '-1', /10000/],
    ['?camera=../api', 'camera', '../api', /gate/],
    ['?cameras=a,b%20c', 'cameras', 'b c', /gate/],
    ['?whep=ftp://admin:secret@nvr/', 'whep', 'ftp://***@nvr/', /^http/],
  ])('%s', (query, parameter, value, takes) => {
    expect(options(query).ignored).toEqual([{ parameter, value, takes: expect.stringMatching(takes) }]);
  });

  test('a name that is no parameter, also one that every object has', () => {
    expect(options('?grid=7&constructor=x').ignored).toEqual([
      { parameter: 'grid', value: '7', takes: undefined },
      { parameter: 'constructor', value: 'x', takes: undefined },
    ]);
  });

  test('what is long is cut, and what is empty asks for nothing', () => {
    expect(options(`?lang=${'x'.repeat(500)}`).ignored[0]?.value).toHaveLength(61);
    expect(options('?fault=&cameras=a,,b&lang=').ignored).toEqual([]);
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

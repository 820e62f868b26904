import { describe, expect, test } from 'vitest';
import { authorizationHeader } from '../../src/viewer/whep/credentials.ts';
import { parseIceServers } from '../../src/viewer/whep/ice-servers.ts';
import { resolveLocation } from '../../src/viewer/whep/whep-session.ts';

describe('the Link header', () => {
  test.each([
    ['nothing', null, []],
    ['a STUN server', '<stun:stun.example:3478>; rel="ice-server"', [{ urls: 'stun:stun.example:3478' }]],
    ['rel without quotes', '<stun:a>; rel=ice-server', [{ urls: 'stun:a' }]],
    [
      'TURN with quotes, commas and semicolons in the credential',
      String.raw`<stun:a>; rel="ice-server", <turn:b?transport=udp>; rel="ice-server"; username="u,;1"; credential="p\"q,;"; credential-type="password"`,
      [{ urls: 'stun:a' }, { urls: 'turn:b?transport=udp', username: 'u,;1', credential: 'p"q,;' }],
    ],
    ['other relations', '<https://example/a>; rel="next", <stun:a>; rel="other"', []],
    ['an ICE server that is none', '<https://evil.example>; rel="ice-server"', []],
    ['TURN without credentials, which the browser would refuse', '<turn:b>; rel="ice-server"', []],
    ['garbage', ';;,,<<>;="', []],
  ])('%s', (_, header, expected) => {
    expect(parseIceServers(header)).toEqual(expected);
  });
});

describe('the Location of a session', () => {
  test.each([
    ['absolute path', 'http://h:8889/cam1/whep', '/cam1/whep/s1', 'http://h:8889/cam1/whep/s1'],
    ['relative', 'http://h/cam1/whep', 'whep/s1', 'http://h/cam1/whep/s1'],
    ['full address of the same server', 'http://h/cam1/whep', 'http://h/cam1/whep/s1?a=b', 'http://h/cam1/whep/s1?a=b'],
    ['a proxy that strips one folder', 'https://h/media/cam1/whep', '/cam1/whep/s1', 'https://h/media/cam1/whep/s1'],
    ['a proxy that strips two', 'https://h/a/b/cam1/whep', '/cam1/whep/s1?jwt=x', 'https://h/a/b/cam1/whep/s1?jwt=x'],
    ['a camera with a slash in its name', 'https://h/a/cam/1/whep', '/cam/1/whep/s1', 'https://h/a/cam/1/whep/s1'],
    ['another place on the same server', 'http://h/cam1/whep', '/sessions/s1', 'http://h/sessions/s1'],
    ['another server', 'http://h/cam1/whep', 'https://edge.example/cam1/whep/s1', 'https://edge.example/cam1/whep/s1'],
  ])('%s', (_, whepUrl, location, expected) => {
    expect(resolveLocation(new URL(whepUrl), location).href).toBe(expected);
  });
});

test('the Authorization header takes any user and password', () => {
  expect(authorizationHeader({ token: 't.o.k' })).toBe('Bearer t.o.k');
  const basic = authorizationHeader({ user: 'admin', password: 'pä:ss摄' });
  expect(Buffer.from(basic.slice('Basic '.length), 'base64').toString('utf8')).toBe('admin:pä:ss摄');
});

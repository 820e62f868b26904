import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCustom } from '../../../src/core/endpoints/custom-mapping.ts';
import { readFfmpegStatus } from '../../../src/core/endpoints/ffmpeg-status.ts';
import { readFrigate } from '../../../src/core/endpoints/frigate.ts';
import { readGo2rtc } from '../../../src/core/endpoints/go2rtc.ts';
import { argumentsWithoutCredentials, withoutCredentials } from '../../../src/core/endpoints/without-credentials.ts';

/** Two words and a sign between them: neither word may be left over. They are of letters that make up no name of a parameter. */
const word = fc.stringMatching(/^[zxqj][zxqj\d]{5}$/);
const sign = (but: string) => fc.constantFrom(...[`'`, '"', ' ', '@', ':', '/', '?', '#', '&', '=', '_', '%', '\\', '$', ';', ',', '+', '|', '<', '!', 'é'].filter((s) => !but.includes(s)));

interface Place {
  readonly name: string;
  readonly holds: (password: string) => string;
  /** Signs that end a password there, as they do for whoever reads the address. */
  readonly but?: string;
}

const ADDRESSES: readonly Place[] = [
  { name: 'behind the user', holds: (p) => `rtsp://admin:${p}@10.0.0.9:554/stream` },
  { name: 'behind the user, with another address behind it', holds: (p) => `rtsp://admin:${p}@10.0.0.9/1|rtsp://admin:${p}@10.0.0.9/2` },
  { name: 'without a scheme', holds: (p) => `admin:${p}@10.0.0.9/stream` },
  { name: 'with one slash', holds: (p) => `rtsp:/admin:${p}@10.0.0.9/stream` },
  ...['password', 'Password', 'pwd', 'pas', 'loginpas', 'passwd', 'p', 'token', 'access_token', 'api-key', 'auth', 'sig', 'passphrase', 'streamid', 'jwt'].map((name) => ({
    name: `?${name}=`,
    holds: (p: string) => `srt://10.0.0.9:8890/x?channel=1&${name}=${p}&latency=20`,
    but: '&',
  })),
  { name: 'streamid of a publisher', holds: (p) => `srt://10.0.0.9:8890?streamid=publish:c:u:${p}`, but: '&' },
  { name: 'in the path', holds: (p) => `rtsp://10.0.0.9/user=admin_password=${p}_channel=1_stream=0.sdp`, but: '/?&' },
  { name: 'in the path, first', holds: (p) => `user=admin_password=${p}_channel=1`, but: '/?&' },
  { name: 'in the path, like a query', holds: (p) => `rtsp://10.0.0.9/user=admin&password=${p}&channel=1`, but: '/?&' },
  { name: 'key of a stream', holds: (p) => `rtmp://10.0.0.9:1935/live2/${p}` },
  { name: 'key of a stream, behind a user', holds: (p) => `rtmp://admin:${p}@10.0.0.9/live2/${p}` },
];
const OPTIONS = ['-headers', '-cookies', '-decryption_key', '-cenc_decryption_key', '-hls_enc_key', '-passphrase', '-srt_streamid', '-password', '-rtmp_playpath', '-authorization', '--token'];

function expectNone(places: readonly Place[], output: (text: string, password: string) => unknown): void {
  for (const { name, holds, but = '' } of places) {
    const secret = fc.tuple(word, sign(but), word);
    fc.assert(
      fc.property(secret, ([a, between, b]) => {
        const told = JSON.stringify(output(holds(a + between + b), a + between + b));
        expect(told, name).not.toContain(a);
        expect(told, name).not.toContain(b);
      }),
      { numRuns: 30 },
    );
  }
}

/** In a text a blank ends everything but a user's password. */
const inText = ADDRESSES.filter(({ name }) => !/scheme|slash/.test(name)).map((place) => ({ ...place, but: place.name.startsWith('behind') ? '' : `${place.but ?? ''} ` }));

describe('a password is left over nowhere', () => {
  test('in arguments, whatever signs are in it', () => {
    expectNone(ADDRESSES, (text) => argumentsWithoutCredentials(['ffmpeg', '-i', text, '-f', 'null', '-']));
    for (const option of OPTIONS) expectNone([{ name: option, holds: (p) => `Cookie: a=${p}` }], (text) => argumentsWithoutCredentials([option, text, '-i', 'rtsp://h/1']));
  });

  test('in a text, and in what is known by no address', () => {
    expectNone(inText, (text) => withoutCredentials(`[error] ${text} is no good: ask a@b.example`));
    expectNone([{ name: 'JSON', holds: (p) => JSON.stringify({ password: p }) }], (text) => withoutCredentials(text));
    expectNone([{ name: 'header', holds: (p) => `Authorization: Bearer ${p}`, but: `'"` }], (text) => withoutCredentials(text));
    for (const option of OPTIONS) expectNone([{ name: option, holds: (p) => `${option} Cookie: a=${p}` }], (text) => withoutCredentials(`ffmpeg ${text} -i rtsp://h/1`));
  });

  test('in what is read of a server', () => {
    expectNone(inText, (text) => readFfmpegStatus({ processes: [{ pid: 1, camera: text, command: `ffmpeg -i ${text} -f null -`, lastError: `${text}: refused` }] }));
    expectNone(inText, (text) => readFrigate({ cameras: {}, cpu_usages: { 7: { cmdline: `ffmpeg -i ${text} -f null -` } } }));
    expectNone(inText, (text) => readCustom([{ pid: 1, camera: text }], { list: '', pid: 'pid', camera: 'camera' }));
    expectNone(inText, (text) => readGo2rtc({ [text]: { producers: [{ url: text, source: text }], consumers: [{ id: 1 }] } }));
  });

  test('and whatever else is given comes back as text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => typeof withoutCredentials(text) === 'string' && argumentsWithoutCredentials([text]).length === 1));
    // Longer than anything that is read; some of these would take seconds each if the time grew with the square of it.
    const began = Date.now();
    for (const part of ['user', 'token', 'a:', '://', '@', ' -key ', '-key', '-user-', 'rtmp://a@', 'x', 'x-', '://a:b ', '_user=a']) withoutCredentials(part.repeat(20_000 / part.length));
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});

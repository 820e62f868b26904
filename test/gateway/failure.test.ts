import { describe, expect, test } from 'vitest';
import { failureOf, type Ending } from '../../src/gateway/camera/failure.ts';

const TIMEOUT_MS = 4_000;
const AT = '[error] rtsp://127.0.0.1:554/cam:';
const NO_SIZE = '[rtsp @ 0x1] [warning] Could not find codec parameters for stream 0 (Video: h264, none): unspecified size';
const NO_CODEC = '[rtsp @ 0x1] [warning] Could not find codec parameters for stream 0 (Video: none, none): unknown codec';

const told = (errors: readonly string[], rest: Partial<Ending> = {}) =>
  failureOf({ errors, exitCode: 1, signal: null, waitedMs: 100, timeoutMs: TIMEOUT_MS, answered: false, hadMedia: false, ...rest });

/** FFmpeg 5.1's own lines. */
describe('what FFmpeg says is told alike', () => {
  test.each([
    ['an error of the camera', [`[rtsp @ 0x1] [error] method DESCRIBE failed: 503 Service Unavailable`, `${AT} Server returned 5XX Server Error reply`], 'rejected'],
    ['one that has a line only', [`${AT} Server returned 400 Bad Request`], 'rejected'],
    ['one when it should play', ['[rtsp @ 0x1] [error] method PLAY failed: 454 Session Not Found', `${AT} Server returned 4XX Client Error, but not one of 40{0,1,3,4}`], 'rejected'],
    ['a path that there is not', ['[rtsp @ 0x1] [error] method DESCRIBE failed: 404 Not Found', `${AT} Server returned 404 Not Found`], 'not-found'],
    ['sound alone', ["[fatal] Stream map '0:v:0' matches no streams."], 'no-media'],
    ['a codec that it does not know', [NO_CODEC, '[error] Decoder (codec none) not found for input stream #0:0'], 'unsupported-codec'],
    ['the end of a connection by TLS', ['[tls @ 0x1] [error] IO error: End of file', `${AT} End of file`], 'dropped'],
  ] as const)('%s, at whatever time', (_what, errors, code) => {
    for (const waitedMs of [0, 3_700, 60_000]) for (const answered of [false, true]) expect(told(errors, { waitedMs, answered }).code).toBe(code);
  });
});

describe('what FFmpeg says of two things is told by the time', () => {
  test.each([
    ['nothing comes, or an end', [`${AT} Invalid data found when processing input`], false, 'dropped', 'no-answer'],
    ['PLAY is not answered, or is by an end', [`${AT} Operation not permitted`], false, 'dropped', 'no-answer'],
    ['no pictures come, or an end', [NO_SIZE, '[error] Cannot determine format of input stream 0:0 after EOF'], true, 'dropped', 'no-media'],
  ] as const)('%s', (_what, errors, answered, early, late) => {
    expect(told(errors, { answered }).code).toBe(early);
    expect(told(errors, { answered, waitedMs: TIMEOUT_MS + 50 }).code).toBe(late);
  });

  test('unless it says that its time is over', () => {
    expect(told([NO_SIZE, `${AT} Connection timed out`], { answered: true }).code).toBe('no-media');
    expect(told(['[tls @ 0x1] [error] IO error: Connection timed out']).code).toBe('no-answer');
  });

  test('but a file is not waited for', () => {
    for (const waitedMs of [0, 60_000]) expect(told(['[error] file:a.mp4: Invalid data found when processing input'], { timeoutMs: undefined, waitedMs }).code).toBe('unsupported-codec');
  });
});

test('what it says of nothing known is passed on', () => {
  expect(told(['[error] something new'])).toMatchObject({ code: 'unknown', text: expect.stringContaining('something new') as string });
  expect(told([]).code).toBe('unknown');
});

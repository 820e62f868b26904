import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGatewaySettings, type GatewayFlags } from '../../src/cli/gateway-settings.ts';
import { readMediamtxSettings, type MediamtxFlags } from '../../src/cli/mediamtx-settings.ts';
import { sourceArgs } from '../../src/gateway/camera/ffmpeg-args.ts';
import { redactorFor } from '../../src/gateway/redact.ts';

const password = fc
  .tuple(fc.stringMatching(/^[zxqj]{6}$/), fc.constantFrom(`'`, '"', ' ', '`', '@', ':', '/', '?', '=', '%', '\\', '\n'), fc.stringMatching(/^[zxqj]{6}$/))
  .map(([a, sign, b]) => ({ text: a + sign + b, words: [a, b] }));

/** What the start-up says of an option that it cannot take. */
async function complaint(flags: GatewayFlags & MediamtxFlags): Promise<string> {
  try {
    readMediamtxSettings(flags, await readGatewaySettings(flags));
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('an option that is not taken is named, and its password is not', () => {
  const address = (p: string): string[] => [`rtsp://admin:${p}@10.0.0.1/s`, `rtsp:/admin:${p}@10.0.0.1/s`, `admin:${p}@10.0.0.1/s`, `ftp://admin:${p}@10.0.0.1`, `http://admin:${p}@10.0.0.1`];
  const mediamtx = 'http://127.0.0.1:9997';
  const wrong: Readonly<Record<string, (text: string) => GatewayFlags & MediamtxFlags>> = {
    'camera without a name': (camera) => ({ camera }),
    camera: (text) => ({ camera: `gate=${text}#x` }),
    'camera of another scheme': (text) => ({ camera: `gate=x${text}` }),
    'camera of no scheme': (text) => ({ camera: `gate=1${text}` }),
    config: (config) => ({ config }),
    linger: (linger) => ({ linger }),
    'whep-port': (whepPort) => ({ whepPort }),
    'allow-origin': (allowOrigin) => ({ allowOrigin }),
    'ice-address': (iceAddress) => ({ iceAddress }),
    mediamtx: (text) => ({ mediamtx: text }),
    'mediamtx-whep': (mediamtxWhep) => ({ mediamtx, mediamtxWhep }),
    push: (push) => ({ mediamtx, push }),
  };
  test.each(Object.keys(wrong))('%s', async (option) => {
    await fc.assert(
      fc.asyncProperty(password, async ({ text, words }) => {
        for (const given of address(text)) {
          const told = await complaint(wrong[option]?.(given) ?? {});
          expect(told).not.toBe('taken');
          for (const part of words) expect(told).not.toContain(part);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("FFmpeg's own words", () => {
  const redactor = (url: string) => redactorFor(sourceArgs('gate', { type: 'rtsp', url }, false));

  test('hold nothing of its input that is secret, in whatever form it is told', () => {
    const redact = redactor('rtsp://admin:pa%40ss-w0rd@10.0.0.9:554/user=admin_password=se_cret9_channel=1?loginpas=Zaq12wsx&channel=1');
    const lines = [
      'Error opening input file rtsp://admin:pa%40ss-w0rd@10.0.0.9:554/user=admin_password=se_cret9_channel=1?loginpas=Zaq12wsx&channel=1.',
      'Error opening rtsp://10.0.0.9:554/user=admin_password=se_cret9_channel=1?loginpas=Zaq12wsx&channel=1',
      'the camera says: no such user admin:pa@ss-w0rd, nor pa%40ss-w0rd, nor Zaq12wsx',
    ];
    for (const line of lines) expect(redact(line)).not.toMatch(/ss-w0rd|cret9|Zaq12wsx/);
    expect(redact(lines[0] ?? '')).toBe('Error opening input file rtsp://***@10.0.0.9:554/user=***_password=***_channel=1?loginpas=***&channel=1.');
  });

  test('stay what they are where nothing is secret', () => {
    const line = '[tcp @ 0x55d0] [error] Connection to tcp://10.0.0.9:554?timeout=4000000 failed: Connection refused';
    expect(redactor('rtsp://a:b@10.0.0.9/stream')(line)).toBe(line);
  });
});

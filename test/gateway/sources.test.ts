import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGatewaySettings } from '../../src/cli/gateway-settings.ts';
import { ffmpegArgs } from '../../src/gateway/camera/ffmpeg-args.ts';
import { parseSource } from '../../src/gateway/camera/camera-source.ts';
import { startGateway, type Gateway } from '../../src/gateway/start-gateway.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openWhep } from '../support/whep-client.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-leaks-sources-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a source that is refused', () => {
  test.each([
    ['an HTTP address', 'http://host/cam', /"http:" is not taken/],
    ['FFmpeg\'s list of inputs', 'concat:/etc/passwd|/etc/hosts', /"concat:" is not taken/],
    ['FFmpeg\'s part of a file', 'subfile,,start,0,end,9,,:/etc/passwd', /no file/],
    ['a pipe', 'pipe:0', /"pipe:" is not taken/],
    ['an option', '-i', /begin with "-"/],
    ['a folder', '.', /no file/],
    ['a device', '/dev/zero', /no file/],
    ['a file that is not there', 'nowhere.mp4', /no file/],
    ['a NUL', 'a\0b.mp4', /control character/],
    ['a line break in an address', 'rtsp://host/a\nb', /control character/],
    ['a pipe in an address', 'rtsp://host/a|b', /character/],
    ['a blank in an address', 'rtsp://host/a b', /character/],
    ['an address without a host', 'rtsp:///cam', /no host|no address/],
    ['a host that is an option', 'rtsp://-v/cam', /no host|no address/],
    ['a port that is none', 'rtsp://host:99999/cam', /no address/],
    ['another transport', 'rtsp://host/cam?channel=1&udp', /"udp" .* transport/],
    ['a tunnel', 'rtsp://host/cam?http', /"http" .* transport/],
    ['a source address filter', 'rtsp://host/cam?filter_src=10.0.0.1', /"filter_src" .* transport/],
    ['nothing', '  ', /needs an address/],
  ])('%s', (_what, source, words) => {
    expect(() => parseSource(source, folder)).toThrow(words);
  });
});

test('what cameras do have in their addresses is taken as it is', () => {
  for (const url of ['rtsp://admin:p%40ss@192.168.1.20:554/cam/realmonitor?channel=1&subtype=0', 'rtsps://host/a', 'rtsp://[fd00::2]/a', 'rtsp://h/user=admin_password=x_channel=1.sdp']) {
    expect(parseSource(url)).toEqual({ type: 'rtsp', url });
  }
});

test('FFmpeg may use no protocol but the one that the source needs', () => {
  const allowed = (source: string): string => {
    const args = ffmpegArgs('a', parseSource(source, folder), 5_000, false);
    return args[args.indexOf('-protocol_whitelist') + 1] ?? '';
  };
  writeFileSync(join(folder, 'a.mp4'), '');
  expect([allowed('rtsp://h/a'), allowed('rtsps://h/a'), allowed('a.mp4')]).toEqual(['tcp', 'tls,tcp', 'file']);
});

describe('the settings', () => {
  const config = (content: unknown): string => {
    const path = join(folder, 'config.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  test('are those of the guide where none is given', async () => {
    const { cameras, ...rest } = await readGatewaySettings({});
    expect(cameras.map(({ name }) => name)).toEqual(['cam1', 'cam2', 'cam3', 'cam4']);
    expect(rest).toEqual({ whepPort: 8889, apiPort: 9997, lingerMs: 10_000, allowOrigins: [] });
  });

  test('come from the file, and the command line wins', async () => {
    writeFileSync(join(folder, 'a.mp4'), '');
    const path = config({ cameras: { gate: 'rtsp://h/1', loop: 'a.mp4' }, linger: '3s', whepPort: 1_234, apiPort: 1_235, allowOrigins: ['http://localhost:5173'] });
    expect(await readGatewaySettings({ config: path, camera: ['gate=demo', 'yard=rtsp://h/2'], whepPort: 0 })).toEqual({
      cameras: [
        { name: 'loop', source: { type: 'file', path: join(folder, 'a.mp4') } },
        { name: 'gate', source: { type: 'demo' } },
        { name: 'yard', source: { type: 'rtsp', url: 'rtsp://h/2' } },
      ],
      lingerMs: 3_000,
      whepPort: 0,
      apiPort: 1_235,
      allowOrigins: ['http://localhost:5173'],
    });
  });

  test.each([
    ['a camera without a source', { camera: 'gate' }, /--camera gate: write it like/],
    ['a camera without a name', { camera: '=demo' }, /camera "": a camera’s name/],
    ['a name with a slash', { camera: 'a/b=demo' }, /write it like/],
    ['a name twice', { camera: ['a=demo', 'a=demo'] }, /"a" is named twice/],
    ['a port that is none', { whepPort: 'x' }, /--whep-port: "x" is no port/],
    ['a port out of range', { apiPort: 70_000 }, /--api-port: "70000" is no port/],
    ['one port for both', { whepPort: 9_997 }, /--whep-port and --api-port are both 9997/],
    ['a time without a unit', { linger: '10' }, /"10" is no time/],
    ['a time that no timer holds', { linger: '597h' }, /"597h" is too long a time; 596h is the longest/],
    ['any origin', { allowOrigin: '*' }, /"\*" is no origin/],
    ['a file that is not there', { config: '/nowhere.json' }, /cannot be read/],
  ])('are refused with %s', async (_what, flags, words) => {
    await expect(readGatewaySettings(flags)).rejects.toThrow(words);
  });

  test('take the longest time that a timer holds', async () => {
    expect((await readGatewaySettings({ config: config({ linger: '596h' }) })).lingerMs).toBe(596 * 3_600_000);
    await expect(readGatewaySettings({ config: config({ linger: '2147483648ms' }) })).rejects.toThrow('is too long a time');
  });

  test.each([
    ['no JSON', '{"cameras": {"a": "rtsp://admin:hunter2@h/"', /is no JSON/],
    ['a list', [], /should be an object/],
    ['a setting that there is not', { camera: {} }, /"camera" is no setting; known are cameras/],
    ['no camera', { cameras: {} }, /names none/],
    ['a source that is no text', { cameras: { a: 1 } }, /camera "a": its source is no text/],
  ])('are refused with a file that is %s', async (_what, content, words) => {
    await expect(readGatewaySettings({ config: config(content) })).rejects.toThrow(words);
  });

  test('tell no password when they are wrong', async () => {
    const errors = await Promise.all(
      [{ camera: 'rtsp://admin:hunter2@host/a?x=1' }, { camera: 'a=rtsp://admin:hunter2@host/a b' }, { config: config('{"a": "rtsp://admin:hunter2@h') }].map((flags) =>
        readGatewaySettings(flags).then(
          () => 'taken',
          (error: Error) => error.message,
        ),
      ),
    );
    expect(errors.join('\n')).not.toMatch(/taken|hunter2/);
  });
});

describe('a video file plays in a loop', () => {
  let gateway: Gateway;
  const make = (name: string, ...codec: string[]): string => {
    const path = join(folder, name);
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=10', '-t', '2', '-pix_fmt', 'yuv420p', ...codec, path]);
    expect(made.stderr.toString()).toBe('');
    return path;
  };
  beforeAll(async () => {
    const sources: Record<string, string> = {
      mp4: make('plain.mp4', '-c:v', 'libx264'),
      avi: make('other.avi', '-c:v', 'mpeg4'),
    };
    writeFileSync(join(folder, 'list.m3u8'), '#EXTM3U\n#EXTINF:2,\nplain.mp4\n');
    writeFileSync(join(folder, 'text.txt'), 'ffconcat version 1.0\nfile plain.mp4\n');
    const paths = { ...sources, playlist: 'list.m3u8', concat: 'text.txt' };
    const cameras = Object.entries(paths).map(([name, path]) => ({ name, source: parseSource(path, folder) }));
    gateway = await startGateway({ whepPort: 0, apiPort: 0, cameras, lingerMs: 0, allowOrigins: [] }, () => undefined);
  });
  afterAll(() => gateway?.close());
  test.each(['mp4', 'avi'])('%s', async (name) => {
    const viewer = await openWhep(gateway.whepUrl, name);
    expect([viewer.status, viewer.error]).toEqual([201, {}]);
    // Longer than the file: 20 pictures.
    const began = Date.now();
    await waitUntil('more pictures than the file has', () => viewer.packets() > 40 && Date.now() - began > 3_000);
    await viewer.remove();
    viewer.close();
  });

  test.each(['playlist', 'concat'])('but a %s, which names other files, does not', async (name) => {
    const viewer = await openWhep(gateway.whepUrl, name);
    expect([viewer.status, viewer.error.code]).toEqual([502, 'unsupported-codec']);
    viewer.close();
  });
});

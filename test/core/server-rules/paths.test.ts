import { describe, expect, test } from 'vitest';
import { ffmpeg, GATEWAY, path, scene } from './scene.ts';

const mediamtx = { kind: 'mediamtx' } as const;

describe('path-without-reader', () => {
  test('a leak when the server should have closed it', () => {
    const s = scene();
    const paths = [path('cam2', { onDemand: true, closeAfterMs: 12_000, sourceType: 'rtspSession', publisher: 'Lavf59.27.100' })];
    s.watch(16_000, { paths }, mediamtx);
    expect(s.codes()).toEqual([]);
    s.watch(4_000, { paths }, mediamtx);
    expect(s.findings()).toMatchObject([
      {
        code: 'path-without-reader',
        verdict: 'leak',
        subject: { kind: 'path', id: `path ${GATEWAY} cam2` },
        message: { key: 'path-without-reader.on-demand', params: { closeAfterMs: 12_000 } },
        fixes: [],
      },
    ]);
  });

  test('nothing is certain of an on-demand path whose time is not known, until the user says it', () => {
    const s = scene();
    s.watch(60_000, { paths: [path('cam2', { onDemand: true })] }, mediamtx);
    expect(s.codes()).toEqual([]);
    expect(s.codes({ lingerMs: 10_000 })).toEqual(['leak path-without-reader']);
  });

  test('a reader who came between the looks is seen by what was sent', () => {
    const s = scene();
    for (let i = 0; i < 5; i += 1) s.watch(8_000, { paths: [path('cam2', { onDemand: true, closeAfterMs: 10_000, bytesSent: i * 1_000 })] }, mediamtx);
    expect(s.codes()).toEqual([]);
  });

  test('a suspect when it was opened for this page and goes on after it', () => {
    const s = scene();
    s.watch(4_000, { paths: [] }, mediamtx);
    const playing = s.play('cam1');
    const published = { onDemand: false, sourceType: 'rtspSession' };
    s.watch(10_000, { paths: [path('cam1', { ...published, readers: 1 })] }, mediamtx);
    s.close(playing);
    s.watch(12_000, { paths: [path('cam1', published)] }, mediamtx);
    expect(s.codes()).toEqual([]);
    s.watch(6_000, { paths: [path('cam1', published)] }, mediamtx);
    expect(s.codes()).toEqual(['suspect path-without-reader']);
    // With its FFmpeg known, that is what is told.
    s.watch(20_000, { processes: [ffmpeg(7)] }, { endpoint: 'http://127.0.0.1:9001' });
    expect(s.codes().filter((code) => code.includes('path'))).toEqual([]);
  });

  test('silent: always on by its set-up, there before we looked, on before the page came, watched by others, a source that was away for a moment', () => {
    const s = scene();
    const playing = s.play('cam1');
    s.watch(10_000, { paths: [path('cam1', { readers: 1 }), path('yard'), path('set-up', { onDemand: false })] }, mediamtx);
    s.close(playing);
    s.watch(60_000, { paths: [path('cam1'), path('yard'), path('set-up', { onDemand: false }), path('busy', { readers: 3 })] }, mediamtx);
    expect(s.codes()).toEqual([]);

    const pulled = scene();
    const source = { onDemand: false, sourceType: 'rtspSource' };
    pulled.watch(4_000, { paths: [path('cam1', { ...source, ready: false })] }, mediamtx);
    pulled.close(pulled.play('cam1'));
    pulled.watch(60_000, { paths: [path('cam1', source)] }, mediamtx);
    expect(pulled.codes()).toEqual([]);
  });
});

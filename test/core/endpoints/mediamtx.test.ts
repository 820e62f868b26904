import { describe, expect, test } from 'vitest';
import { readMediamtxMetrics } from '../../../src/core/endpoints/mediamtx-metrics.ts';
import { readMediamtx } from '../../../src/core/endpoints/mediamtx.ts';
import { joinPages, pageCount } from '../../../src/core/endpoints/pages.ts';
import * as sent from './mediamtx-payloads.ts';

const { SESSION_ID } = sent;

describe("MediaMTX's API", () => {
  const all = { info: sent.info, paths: sent.paths, webrtcSessions: sent.webrtcSessions, publishers: [sent.rtspSessions, undefined], config: sent.config };

  test('tells paths, sessions, who publishes, and what is on demand', () => {
    expect(readMediamtx(all)).toEqual({
      software: 'MediaMTX v1.20.1',
      startedAt: Date.parse('2026-11-23T12:00:00.326Z'),
      paths: [
        {
          name: 'cam1',
          ready: true,
          readers: 1,
          sourceType: 'rtspSession',
          publisher: 'Lavf59.27.100',
          bytesReceived: 156_658,
          bytesSent: 46_798,
          onDemand: false,
        },
        { name: 'cam2', ready: false, readers: 0, bytesReceived: 0, bytesSent: 0, onDemand: true, closeAfterMs: 90_000 },
        { name: 'cam3', ready: false, readers: 0, sourceType: 'rtspSource', bytesReceived: 0, bytesSent: 0, onDemand: true, closeAfterMs: 12_000 },
        { name: 'any/cam4', ready: true, readers: 0, sourceType: 'rtmpConn', bytesReceived: 0, bytesSent: 0, onDemand: false },
      ],
      sessions: [
        {
          id: SESSION_ID,
          path: 'cam1',
          role: 'read',
          createdAt: Date.parse('2026-11-23T12:41:29.088Z'),
          remoteAddress: '127.0.0.1:38068',
          remoteCandidate: 'prflx/udp/127.0.0.1/42084',
          established: true,
          bytesSent: 90_434,
          userAgent: 'Mozilla/5.0',
        },
        { id: 'a-publisher', path: 'cam9', role: 'publish', createdAt: Date.parse('2026-11-23T12:41:29Z'), remoteAddress: '' },
      ],
    });
  });

  test.each([
    ['10s', 10_000],
    ['1d', 86_400_000],
    ['1d1m0s', 86_460_000],
    ['', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('a path that is closed after %j', (written, closeAfterMs) => {
    const config = { items: [{ name: 'cam2', sourceOnDemand: true, sourceOnDemandCloseAfter: written }, { name: 'cam3', runOnDemand: 'x', runOnDemandCloseAfter: written }] };
    const { paths } = readMediamtx({ paths: sent.paths, config });
    for (const name of ['cam2', 'cam3']) {
      expect(paths?.find((path) => path.name === name)).toMatchObject({ onDemand: true });
      expect(paths?.find((path) => path.name === name)?.closeAfterMs).toBe(closeAfterMs);
    }
  });

  test("no camera's password gets through", () => {
    expect(JSON.stringify(readMediamtx(all))).not.toContain('camera-secret');
  });

  test('is read with the field names of older versions too', () => {
    expect(readMediamtx({ paths: sent.oldPaths, webrtcSessions: sent.oldSessions })).toEqual({
      paths: [{ name: 'cam1', ready: true, readers: 2, sourceType: 'rtspSource', bytesReceived: 5_000, bytesSent: 4_000 }],
      sessions: [
        { id: 'x', path: 'cam1', role: 'read', createdAt: Date.parse('2024-03-01T09:00:01.500Z'), remoteAddress: '[::1]:5000', established: false, bytesSent: 2 },
      ],
    });
  });

  test('does not tell what was not answered: no sessions is not "no viewers"', () => {
    expect(readMediamtx({ paths: sent.paths })).not.toHaveProperty('sessions');
    expect(readMediamtx({ paths: sent.paths })).not.toHaveProperty('software');
  });

  test.each([
    [{ paths: {} }, 'no list "items"'],
    [{ paths: { items: 'none' } }, 'no list "items"'],
    [{ paths: { items: [{ ready: true }] } }, 'has no name'],
    [{ paths: sent.paths, webrtcSessions: { items: [{}] } }, 'has no id'],
  ])('garbage %# is refused with a reason', (answers, reason) => {
    expect(() => readMediamtx(answers)).toThrow(reason);
  });
});

describe('lists in pages', () => {
  test('are joined, however many there are', () => {
    const [first, second] = [{ itemCount: 3, pageCount: 2, items: [1, 2] }, { itemCount: 3, pageCount: 2, items: [3] }];
    expect(pageCount(first)).toBe(2);
    expect(joinPages([first, second])).toEqual({ items: [1, 2, 3] });
    expect(joinPages([first])).toBe(first);
  });

  test('no count makes us ask without end', () => {
    expect(['', -1, 0, NaN, {}, null].map((count) => pageCount({ pageCount: count }))).toEqual([1, 1, 1, 1, 1, 1]);
    expect(pageCount({ pageCount: 1e9 })).toBeLessThan(10);
  });
});

describe("MediaMTX's metrics", () => {
  test('tell paths and sessions', () => {
    expect(readMediamtxMetrics(sent.metrics)).toEqual({
      software: 'MediaMTX',
      paths: [
        { name: 'cam1', ready: true, readers: 3, bytesReceived: 156_658, bytesSent: 46_798 },
        { name: 'cam "2"', ready: false, readers: 0, bytesReceived: 0, bytesSent: 0 },
      ],
      sessions: [{ id: SESSION_ID, path: 'cam1', role: 'read', bytesSent: 181_717, remoteAddress: '127.0.0.1:38068' }],
    });
  });

  test('of a server at rest tell that there is none', () => {
    expect(readMediamtxMetrics(sent.idleMetrics)).toEqual({ software: 'MediaMTX', paths: [], sessions: [] });
  });

  test("another program's metrics are refused", () => {
    expect(() => readMediamtxMetrics('process_cpu_seconds_total 3\n')).toThrow('not the metrics of MediaMTX');
    expect(() => readMediamtxMetrics({})).toThrow('no text');
  });
});

import { MAX_ENTRIES } from './payload.ts';
import { readPrometheusText, type Metric } from './prometheus-text.ts';
import type { ServerParts, ServerPath, ServerSession } from './server-snapshot.ts';

/**
 * Reads MediaMTX's `GET /metrics`, for those who open the metrics and not the API. It tells the same paths and WebRTC sessions in less
 * detail: no times, no candidates, nothing about on-demand.
 * @throws Error when it is no text, or has none of these metrics
 */
export function readMediamtxMetrics(payload: unknown): ServerParts {
  if (typeof payload !== 'string') throw new Error('no text in the answer');
  const metrics = readPrometheusText(payload);
  if (!metrics.some(({ name }) => name === 'paths')) throw new Error('no metric "paths" in the answer: these are not the metrics of MediaMTX');
  const of = (name: string): Metric[] => metrics.filter((m) => m.name === name);
  const readers = sum(of('paths_readers'), 'name');
  // Names of today, and those before 1.15.
  const either = (name: string, old: string): Metric[] => (of(name).length ? of(name) : of(old));
  const received = sum(either('paths_inbound_bytes', 'paths_bytes_received'), 'name');
  const sentByPath = sum(either('paths_outbound_bytes', 'paths_bytes_sent'), 'name');
  const sentBySession = sum(either('webrtc_sessions_outbound_bytes', 'webrtc_sessions_bytes_sent'), 'id');
  // Where there is none, MediaMTX writes one line without labels.
  const paths = of('paths')
    .flatMap(({ labels: { name, state } }): ServerPath[] => {
      if (name === undefined) return [];
      const [bytesReceived, bytesSent] = [received.get(name) ?? 0, sentByPath.get(name) ?? 0];
      return [{ name, ready: state === 'ready', readers: readers.get(name) ?? 0, bytesReceived, bytesSent }];
    })
    .slice(0, MAX_ENTRIES);
  const sessions = of('webrtc_sessions')
    .flatMap(({ labels: { id, path = '', state, remoteAddr } }): ServerSession[] => {
      if (id === undefined) return [];
      const role = state === 'publish' ? 'publish' : 'read';
      return [{ id, path, role, bytesSent: sentBySession.get(id) ?? 0, ...(remoteAddr ? { remoteAddress: remoteAddr } : {}) }];
    })
    .slice(0, MAX_ENTRIES);
  const tellsSessions = of('webrtc_sessions').length > 0;
  return { paths, ...(tellsSessions ? { sessions } : {}), software: 'MediaMTX' };
}

function sum(metrics: readonly Metric[], by: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labels, value } of metrics) {
    const key = labels[by];
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + value);
  }
  return sums;
}

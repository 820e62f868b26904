import { asRecord, defined, entriesOf, number, text, type Unknown } from './payload.ts';
import type { ServerParts, ServerPath, ServerSession } from './server-snapshot.ts';
import { withoutCredentials } from './without-credentials.ts';

/** The source as go2rtc runs it: `exec:` and a command. It may hold a camera's password, so it is only looked at. */
const FFMPEG = /^exec:(?:\S*\/)?ffmpeg\b/;

/**
 * Reads go2rtc's `GET /api/streams`: a map from a stream's name to its producers and consumers. It tells no process ids, so its FFmpegs can
 * only be counted. What it starts, it starts for a consumer and stops after the last one; what is pushed into it, it does not.
 * @throws Error that says what is wrong with the payload
 */
export function readGo2rtc(payload: unknown): ServerParts {
  const streams = entriesOf(payload);
  if (asRecord(payload) !== payload) throw new Error('no map of streams in the answer');
  const sessions: ServerSession[] = [];
  let processCount = 0;
  const paths = streams.map(([key, value]): ServerPath => {
    // A stream that was asked for by its source is named by it.
    const name = withoutCredentials(key);
    const stream = asRecord(value);
    if (!('producers' in stream) && !('consumers' in stream)) throw new Error(`stream "${name.slice(0, 80)}" has neither producers nor consumers`);
    const producers = list(stream.producers).filter(isRunning);
    const consumers = list(stream.consumers);
    sessions.push(...consumers.map((consumer, i) => readConsumer(consumer, name, i)));
    const [producer] = producers;
    processCount += producers.filter((p) => FFMPEG.test(text(p.source) ?? '')).length;
    return {
      name,
      ready: producers.length > 0,
      readers: consumers.length,
      ...(producers.every((p) => p.source !== undefined) ? { onDemand: true, closeAfterMs: 0 } : { onDemand: false }),
      ...defined({
        sourceType: producer && text(producer.format_name),
        publisher: producer && text(producer.user_agent),
        bytesReceived: producer && number(producer.bytes_recv),
      }),
    };
  });
  return { paths, sessions, processCount, software: 'go2rtc' };
}

function list(value: unknown): Unknown[] {
  return Array.isArray(value) ? value.slice(0, 1_000).map(asRecord) : [];
}

/** A producer that is only configured has nothing but its URL. */
function isRunning(producer: Unknown): boolean {
  return producer.id !== undefined || producer.format_name !== undefined || producer.receivers !== undefined;
}

function readConsumer(consumer: Unknown, path: string, index: number): ServerSession {
  return {
    id: String(number(consumer.id) ?? `${path}#${index}`),
    path,
    role: 'read',
    ...defined({ remoteAddress: text(consumer.remote_addr), bytesSent: number(consumer.bytes_send) ?? sentBy(consumer), userAgent: text(consumer.user_agent) }),
  };
}

/** A WebRTC consumer counts only per sender. */
function sentBy(consumer: Unknown): number | undefined {
  const bytes = list(consumer.senders).flatMap((sender) => number(sender.bytes) ?? []);
  return bytes.length ? bytes.reduce((sum, n) => sum + n, 0) : undefined;
}

import { idOf } from './channels.ts';
import { take } from './interfaces.ts';
import { create, newList, push } from './natives.ts';
import { change, eachLinked, eachObject, type Tracked } from './objects.ts';
import { getStats } from './peers.ts';

/** What is read of an entry of a stats report. */
interface StatsEntry {
  readonly type?: string;
  readonly id: string;
  readonly bytesReceived?: number;
  readonly dataChannelIdentifier?: number;
  readonly messagesSent?: number;
  readonly messagesReceived?: number;
  readonly framesDecoded?: number;
  readonly port?: number;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
}

const [eachEntry] = take('RTCStatsReport', 'forEach');

/** Tells the sums over the inbound streams, the local port that is used, and the messages of each channel. */
const tell = (peer: Tracked<'peer'>, report: object): void => {
  const messages = create(null) as Record<number, number>;
  const ports = create(null) as Record<string, number | undefined>;
  let bytesReceived = 0;
  let framesDecoded = 0;
  let used = '';
  eachEntry(report, (entry: StatsEntry) => {
    const { type } = entry;
    if (type === 'inbound-rtp') {
      bytesReceived += entry.bytesReceived ?? 0;
      framesDecoded += entry.framesDecoded ?? 0;
    } else if (type === 'data-channel') {
      messages[entry.dataChannelIdentifier ?? -1] = (entry.messagesSent ?? 0) + (entry.messagesReceived ?? 0);
    } else if (type === 'local-candidate') ports[entry.id] = entry.port;
    else if (type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') used = entry.localCandidateId ?? '';
  });
  const localPort = ports[used];
  change(peer, { bytesReceived, framesDecoded, ...(localPort && { localPort }) });
  eachLinked<'channel'>(peer, 'carries', (channel, object) => {
    const count = messages[idOf(object) ?? -1];
    if (count !== undefined) change(channel, { messages: count });
  });
};

const readOf = async (tracked: Tracked<'peer'>, peer: object): Promise<void> => {
  try {
    tell(tracked, await getStats(peer));
  } catch {
    // A connection that was closed in the meantime.
  }
};

/** Reads `getStats()` of the open connections; resolves when all have answered. */
export async function readStats(): Promise<void> {
  const waiting = newList<Promise<void>>();
  eachObject('peer', (tracked: Tracked<'peer'>, peer) => {
    if (!tracked.ended) push(waiting, readOf(tracked, peer));
  });
  for (let i = 0; i < waiting.length; i += 1) await waiting[i];
}

import type { Context } from './context.ts';
import type { Tracked } from './objects.ts';

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

/** Tells of a stats report the sums over the inbound streams, the port that is used, and the messages of each channel. */
export function createStatsTaker({ realm, natives, objects }: Context): (tracked: Tracked<'peer'>, stats: object) => void {
  const channelId = natives.getter<number | null>(realm.RTCDataChannel?.prototype as object | undefined, 'id');
  const statsForEach = natives.method<void>(realm.RTCStatsReport?.prototype as object | undefined, 'forEach');
  return (tracked, stats) => {
    const messages: Record<string, number> = { __proto__: null as never };
    const sum: { bytesReceived: number; framesDecoded: number; localPort?: number } = { bytesReceived: 0, framesDecoded: 0 };
    const ports: Record<string, number | undefined> = { __proto__: null as never };
    let used = '';
    statsForEach(stats, (entry: StatsEntry) => {
      if (entry.type === 'inbound-rtp') {
        sum.bytesReceived += entry.bytesReceived ?? 0;
        sum.framesDecoded += entry.framesDecoded ?? 0;
      } else if (entry.type === 'data-channel') {
        messages[entry.dataChannelIdentifier ?? -1] = (entry.messagesSent ?? 0) + (entry.messagesReceived ?? 0);
      } else if (entry.type === 'local-candidate') ports[entry.id] = entry.port;
      else if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') used = entry.localCandidateId ?? '';
    });
    const port = ports[used];
    if (port) sum.localPort = port;
    objects.change(tracked, sum);
    const carried = objects.linked(tracked, 'carries');
    for (let i = 0; i < carried.length; i += 1) {
      const channel = objects.get(carried[i] as string) as Tracked<'channel'> | undefined;
      const object = channel && objects.object(channel);
      const count = object && messages[channelId(object) ?? -1];
      if (channel && count !== undefined) objects.change(channel, { messages: count });
    }
  };
}

import { MAX_CONNECTIONS, type Sample } from '../../../core/budget.ts';
import type { Ledger } from '../../../core/ledger/ledger.ts';

type Count = 'peers' | 'retained' | 'tracks';
type Change = readonly [at: number, count: Count, by: 1 | -1];

/**
 * What a panel that was opened late would have counted, from the times at which objects were made, ended and collected: one sample for each
 * instant at which a count changed. The heap and the servers of that time nobody knows.
 * @param before when the first real sample was taken, milliseconds since the epoch
 */
export function pastSamples(ledger: Ledger, before: number): Sample[] {
  const changes: Change[] = [];
  const add = (at: number | undefined, count: Count, by: 1 | -1): void => {
    if (at !== undefined && at < before) changes.push([at, count, by]);
  };
  for (const peer of ledger.byKind.peer.values()) {
    add(peer.createdAt, 'peers', 1);
    add(peer.endedAt, 'peers', -1);
    add(peer.endedAt, 'retained', 1);
    // What its document took with it is gone as well.
    add(earliest(peer.collectedAt, ledger.documents.get(peer.document)?.endedAt, peer.endedAt), 'retained', -1);
  }
  for (const track of ledger.byKind.track.values()) {
    add(track.createdAt, 'tracks', 1);
    add(track.endedAt, 'tracks', -1);
  }
  changes.sort((a, b) => a[0] - b[0]);

  const now = { peers: 0, retained: 0, tracks: 0 };
  const samples: Sample[] = [];
  for (const [i, [at, count, by]] of changes.entries()) {
    now[count] += by;
    if (changes[i + 1]?.[0] === at) continue;
    samples.push({ at, ...now, ffmpeg: undefined, heap: undefined, headroom: Math.max(0, MAX_CONNECTIONS - now.peers - now.retained) });
  }
  return samples;
}

/** The first of two instants, but not before the object had ended. */
function earliest(collectedAt: number | undefined, documentEndedAt: number | undefined, endedAt: number | undefined): number | undefined {
  if (endedAt === undefined) return undefined;
  const at = Math.min(collectedAt ?? Infinity, documentEndedAt ?? Infinity);
  return at === Infinity ? undefined : Math.max(at, endedAt);
}

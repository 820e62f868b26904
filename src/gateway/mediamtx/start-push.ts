import { CameraFailure, failure } from '../camera/failure.ts';
import { sourceArgs } from '../camera/ffmpeg-args.ts';
import { endOf, isNotToCopy, type NewPull, type Pull, type PullEnd } from '../camera/pull.ts';
import { startFfmpeg } from '../process/ffmpeg-process.ts';
import { ownMarker } from '../process/own-marker.ts';
import type { MediamtxClient } from './mediamtx-client.ts';
import { pushArgs, type PushTarget } from './push-target.ts';

const POLL_MS = 100;
/** A camera with few key frames takes a while until MediaMTX knows what it sends. */
const READY_WITHIN_MS = 20_000;
/** MediaMTX notices at once that our own push before this one has ended. */
const FREE_WITHIN_MS = 2_000;

/**
 * One FFmpeg that pushes a camera to a running MediaMTX. Its pictures are there when MediaMTX says that the path is ready; they do not come
 * through this program. A second publisher of a path takes the first one's place, so none is started for a path that somebody else publishes.
 * @throws CameraFailure when somebody does; Error when there is no FFmpeg to run, or MediaMTX does not answer
 */
export async function startPush(target: PushTarget, client: MediamtxClient, { name, source, transcode, onMedia }: Omit<NewPull, 'onPacket'>): Promise<Pull> {
  if (!(await isFree(client, name))) throw new CameraFailure(failure('taken'));
  const ffmpeg = await startFfmpeg([...sourceArgs(name, source, transcode), ...pushArgs(target, name)], ownMarker(name));
  let hasMedia = false;
  let reason: PullEnd | undefined;
  const endFor = (why: PullEnd): Promise<unknown> => {
    reason ??= why;
    return ffmpeg.stop();
  };
  const until = Date.now() + READY_WITHIN_MS;
  let timer: ReturnType<typeof setTimeout>;
  const look = async (): Promise<void> => {
    const paths = await client.paths().catch(() => undefined);
    if (reason !== undefined) return;
    // An FFmpeg that has no input yet pushes nothing: the path would be ready by somebody else.
    if (ffmpeg.hasOpened() && paths?.get(name)?.ready) {
      hasMedia = true;
      return onMedia();
    }
    if (Date.now() > until) return void endFor(failure('no-media'));
    timer = setTimeout(() => void look(), POLL_MS);
  };
  timer = setTimeout(() => void look(), POLL_MS);
  const ended = ffmpeg.exited.then((exit): PullEnd => {
    clearTimeout(timer);
    const wasStopped = reason;
    reason ??= 'stopped';
    if (wasStopped !== undefined) return wasStopped;
    if (source.type !== 'demo' && !transcode && !hasMedia && isNotToCopy(ffmpeg)) return 'not-to-copy';
    return endOf(ffmpeg, exit, source, hasMedia);
  });
  return {
    ffmpeg,
    cached: [],
    get hasMedia() {
      return hasMedia;
    },
    ended,
    stop: () => endFor('stopped'),
  };
}

async function isFree(client: MediamtxClient, name: string): Promise<boolean> {
  const until = Date.now() + FREE_WITHIN_MS;
  while ((await client.paths()).get(name)?.ready) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

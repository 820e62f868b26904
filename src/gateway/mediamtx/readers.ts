import type { Camera } from '../camera/camera.ts';
import type { Cameras } from '../camera/cameras.ts';
import type { MediamtxClient } from './mediamtx-client.ts';

const POLL_MS = 500;
/** A viewer that asked for the camera has so long to begin to read it, from the time at which the pictures are there. */
const EXPECT_MS = 10_000;

/** The viewers of each camera, as MediaMTX counts them. */
export interface Readers {
  /** Adds a viewer that is about to come, starts FFmpeg, and resolves when the pictures are there; rejects with the reason when there are none. */
  expect(camera: Camera): Promise<void>;
  /** A viewer says that it leaves: looks who reads now, and waits no longer for one that was not seen to come. */
  leave(camera: Camera): Promise<void>;
  close(): void;
}

interface Guest {
  /** Viewers that asked. */
  readonly count: number;
  readonly leave: Promise<() => void>;
  /** Not before the pictures are there. */
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Makes each reader of a path at MediaMTX a viewer of the camera here, so that FFmpeg is stopped when the last one has gone for the linger
 * time. A path that somebody else publishes is left alone: only a camera that was asked for here is looked at.
 */
export function watchReaders(cameras: Cameras, client: MediamtxClient, log: (text: string) => void): Readers {
  const joined = new Map<Camera, (() => void)[]>();
  const expected = new Map<Camera, Guest>();
  let answered = true;
  /** The first look is for the log: whether there is a MediaMTX at all. */
  let first = true;
  let looking: Promise<void> | undefined;

  /** Ends the expectation: its viewer is counted now, or has not come, or cannot come. */
  const forget = (camera: Camera): void => {
    const guest = expected.get(camera);
    if (!guest) return;
    clearTimeout(guest.timer);
    expected.delete(camera);
    void guest.leave.then((leave) => leave(), () => undefined);
  };
  const count = async (camera: Camera, ofPath: number): Promise<void> => {
    const leaves = joined.get(camera) ?? [];
    joined.set(camera, leaves);
    // While FFmpeg does not push, who reads the path reads somebody else's pictures.
    const readers = camera.state === 'waiting' ? 0 : ofPath;
    while (leaves.length > readers) leaves.pop()?.();
    while (leaves.length < readers && camera.state === 'running') leaves.push(await camera.join(() => undefined));
    if (leaves.length > 0) forget(camera);
  };
  const look = async (): Promise<void> => {
    const isBusy = cameras.all().some((camera) => camera.state !== 'idle') || [...joined.values()].some((leaves) => leaves.length > 0);
    if (!isBusy && !first) return;
    first = false;
    try {
      const paths = await client.paths();
      if (!answered) log('MediaMTX answers again');
      answered = true;
      for (const camera of new Set([...cameras.all(), ...joined.keys()])) await count(camera, paths.get(camera.name)?.readers ?? 0);
    } catch (error) {
      if (answered) log((error as Error).message);
      answered = false;
    }
  };
  const refresh = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const poll = setInterval(() => void refresh(), POLL_MS);

  return {
    async expect(camera) {
      const before = expected.get(camera);
      clearTimeout(before?.timer);
      const leave = before?.leave ?? camera.join(() => undefined);
      expected.set(camera, { count: (before?.count ?? 0) + 1, leave, timer: undefined });
      try {
        await leave;
        await camera.media();
      } catch (error) {
        forget(camera);
        throw error;
      }
      const guest = expected.get(camera);
      clearTimeout(guest?.timer);
      if (guest) expected.set(camera, { ...guest, timer: setTimeout(() => forget(camera), EXPECT_MS) });
    },
    async leave(camera) {
      const readers = joined.get(camera)?.length ?? 0;
      // A look that is under way may have been answered before the viewer ended its session.
      await looking;
      await refresh();
      const guest = expected.get(camera);
      // Who was counted as a reader is not the one that is waited for.
      if (!guest || (joined.get(camera)?.length ?? 0) < readers) return;
      if (guest.count <= 1) forget(camera);
      else expected.set(camera, { ...guest, count: guest.count - 1 });
      // Forgetting is done when the wait for FFmpeg's start is over.
      await guest.leave.catch(() => undefined);
    },
    close() {
      clearInterval(poll);
      for (const { timer } of expected.values()) clearTimeout(timer);
    },
  };
}

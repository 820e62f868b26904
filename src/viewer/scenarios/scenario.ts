import type { Viewer } from '../viewer.ts';
import type { Witness } from './witness.ts';

export type CheckName =
  | 'plays'
  | 'old-closed'
  | 'old-tracks-ended'
  | 'old-handlers-null'
  | 'old-requests-cancelled'
  | 'old-sessions-deleted'
  | 'old-sessions-gone'
  | 'old-watch-ended'
  | 'old-sound-closed'
  | 'old-ffmpeg-gone'
  | 'one-registered'
  | 'never-more-registered'
  | 'none-registered'
  | 'one-ffmpeg'
  | 'no-ffmpeg'
  | 'element-empty'
  | 'flags-false'
  | 'nothing-comes'
  | 'reason-told'
  | 'heap-steady';

/** One expectation, and what was seen. */
export interface Check {
  readonly name: CheckName;
  /** `skip`: this page has no means to tell. */
  readonly result: 'pass' | 'fail' | 'skip';
  /** The camera it is about, or empty. */
  readonly camera: string;
  readonly seen: string;
}

/** What a scenario works with. */
export interface Stage {
  readonly viewer: Viewer;
  /** Names of the cameras to play: all but those that are known to fail. */
  readonly cameras: readonly string[];
  readonly witness: Witness;
  readonly signal: AbortSignal;
  /** Plays a camera, as a click on it does. Throws when the scenario is over, as `stop` does: by then the page is somebody else's. */
  play(camera: string): void;
  stop(): Promise<void>;
}

/** Yields how far it is, 0 to 1, and ends with what it found. */
export type Scenario = (stage: Stage) => AsyncGenerator<number, readonly Check[]>;

export function check(name: CheckName, holds: boolean | undefined, seen: string | number, camera = ''): Check {
  return { name, result: holds === undefined ? 'skip' : holds ? 'pass' : 'fail', camera, seen: String(seen) };
}

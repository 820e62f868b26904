import type { Viewer } from '../viewer.ts';
import type { Witness } from './witness.ts';

export type CheckName =
  | 'plays'
  | 'old-closed'
  | 'old-tracks-ended'
  | 'old-ffmpeg-gone'
  | 'one-registered'
  | 'none-registered'
  | 'one-ffmpeg'
  | 'no-ffmpeg'
  | 'element-empty'
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
}

/** Yields how far it is, 0 to 1, and ends with what it found. */
export type Scenario = (stage: Stage) => AsyncGenerator<number, readonly Check[]>;

export function check(name: CheckName, holds: boolean | undefined, seen: string | number, camera = ''): Check {
  return { name, result: holds === undefined ? 'skip' : holds ? 'pass' : 'fail', camera, seen: String(seen) };
}

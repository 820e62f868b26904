import type { WhepSession } from '../whep/whep-session.ts';
import type { StartLine } from './start-line.ts';

/** What a player needs from the server of its cameras. */
export interface CameraServer {
  readonly startLine: StartLine;
  session(camera: string): WhepSession;
  /** Makes sure that the camera's pictures are there to be played, where a server does not see to it by itself. */
  startProcess(camera: string, signal: AbortSignal): Promise<void>;
  /**
   * Stops the camera's FFmpeg if nobody watches it, and resolves when the process is gone. Nothing happens where there is no such API.
   * @param isEnding the end of its session is under way at the same time
   */
  stopProcess(camera: string, isEnding: boolean): Promise<void>;
}

import { WhepSession } from '../whep/whep-session.ts';

/** What a player needs from the server of its cameras. */
export interface CameraServer {
  session(camera: string): WhepSession;
  /** Stops the camera's FFmpeg if nobody watches it, and resolves when the process is gone. Nothing happens where there is no such API. */
  stopProcess(camera: string): Promise<void>;
}

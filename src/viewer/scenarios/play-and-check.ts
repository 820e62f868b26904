import { registry } from '../camera/registry.ts';
import { check, type Check, type Stage } from './scenario.ts';
import { waitFor } from './wait-for.ts';

const PLAYING_WITHIN_MS = 15_000;

/** Waits until the camera on the first screen plays. */
export function isPlaying({ viewer, signal }: Stage, camera: string): Promise<boolean> {
  const player = viewer.current.peek();
  return waitFor(() => player?.camera.peek() === camera && player.phase.peek() === 'playing', PLAYING_WITHIN_MS, signal);
}

/** What must hold once a camera plays and all others are done with. */
export async function checksAfterSwitch(stage: Stage, camera: string, plays: boolean): Promise<Check[]> {
  const { witness } = stage;
  const processes = await witness.processes();
  const others = processes?.filter((process) => process.camera !== camera);
  return [
    check('plays', plays, stage.viewer.current.peek()?.phase.peek() ?? '', camera),
    check('old-closed', witness.openBesides(camera) === 0, witness.openBesides(camera)),
    check('old-tracks-ended', witness.liveTracksBesides(camera) === 0, witness.liveTracksBesides(camera)),
    check('old-ffmpeg-gone', others && others.length === 0, others?.map((process) => process.camera).join(' ') ?? ''),
    check('one-registered', registry.size === 1, registry.size),
  ];
}

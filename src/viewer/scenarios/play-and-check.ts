import { registry } from '../camera/registry.ts';
import { check, type Check, type Stage } from './scenario.ts';
import { waitFor } from './wait-for.ts';

const PLAYING_WITHIN_MS = 15_000;
/** Time for what comes by itself: longer than the wait for the second attempt. */
const AFTER_STOP_MS = 1_500;

/** Waits until the camera on the first screen plays. */
export function isPlaying({ viewer, signal }: Stage, camera: string): Promise<boolean> {
  const player = viewer.current.peek();
  return waitFor(() => player?.camera.peek() === camera && player.phase.peek() === 'playing', PLAYING_WITHIN_MS, signal);
}

/** What must hold once a camera plays and all others are done with. */
export async function checksAfterSwitch(stage: Stage, camera: string, plays: boolean): Promise<Check[]> {
  const processes = await stage.witness.processes();
  const others = processes?.filter((process) => process.camera !== camera);
  return [
    check('plays', plays, stage.viewer.current.peek()?.phase.peek() ?? '', camera),
    ...(await checksOfOld(stage, camera)),
    check('old-ffmpeg-gone', others && others.length === 0, others?.map((process) => process.camera).join(' ') ?? ''),
    check('one-registered', registry.size === 1, registry.size),
  ];
}

/** What must hold once everything is stopped, and still a while later. */
export async function checksAfterStop(stage: Stage): Promise<Check[]> {
  await stage.stop();
  const { viewer, witness } = stage;
  const player = viewer.current.peek();
  const flags = ([['isStreaming', player?.isStreaming], ['isLoading', player?.isLoading], ['isConnectingWebRTC', player?.isConnectingWebRTC]] as const)
    .filter(([, flag]) => flag?.peek())
    .map(([name]) => name);
  const isEmpty = [...document.querySelectorAll<HTMLVideoElement>('[data-role="player"]')].every((video) => video.srcObject === null);
  const stays = await waitFor(() => witness.besides().open > 0, AFTER_STOP_MS, stage.signal);
  return [
    check('element-empty', isEmpty, ''),
    check('flags-false', flags.length === 0, flags.join(' ')),
    check('nothing-comes', !stays && registry.size === 0, witness.besides().open),
  ];
}

/** What must hold of every attempt but the one in use. */
export async function checksOfOld({ witness }: Stage, current?: string, about = ''): Promise<Check[]> {
  const { open, liveTracks, handlers, requests, undeleted, watching, sounds } = witness.besides(current);
  const listed = await witness.sessionsBesides(current);
  return [
    check('old-closed', open === 0, open, about),
    check('old-tracks-ended', liveTracks === 0, liveTracks, about),
    check('old-handlers-null', handlers === 0, handlers, about),
    check('old-requests-cancelled', requests === 0, requests, about),
    check('old-sessions-deleted', undeleted === 0, undeleted, about),
    check('old-sessions-gone', listed === undefined ? undefined : listed === 0, listed ?? '', about),
    check('old-watch-ended', watching === 0, watching, about),
    check('old-sound-closed', sounds === 0, sounds, about),
  ];
}

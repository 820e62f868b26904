import { sleep } from '../sleep.ts';
import { checksAfterStop, checksAfterSwitch, isPlaying } from './play-and-check.ts';
import { check, type Scenario } from './scenario.ts';

const BETWEEN_CLICKS_MS = 60;
/** Time for answers that come late to do their harm. */
const AFTERMATH_MS = 1_000;

/** A, B, C, D without waiting for a picture: only the last may remain. */
export const rapidSwitch: Scenario = async function* (stage) {
  const cameras = stage.cameras.slice(0, 4);
  const last = cameras.at(-1);
  if (last === undefined || cameras.length < 2) return [check('plays', undefined, '')];
  for (const camera of cameras) {
    stage.play(camera);
    await sleep(BETWEEN_CLICKS_MS);
  }
  yield 0.3;
  const plays = await isPlaying(stage, last);
  yield 0.6;
  await sleep(AFTERMATH_MS);
  const checks = await checksAfterSwitch(stage, last, plays);
  yield 0.8;
  return [...checks, ...(await checksAfterStop(stage))];
};

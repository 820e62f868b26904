import { checksAfterSwitch, isPlaying } from './play-and-check.ts';
import { check, type Scenario } from './scenario.ts';

/** A, wait for its picture, then B, then stop. */
export const normalSwitch: Scenario = async function* (stage) {
  const [a, b] = stage.cameras;
  if (a === undefined || b === undefined) return [check('plays', undefined, '')];
  const player = stage.viewer.current.peek();
  void player?.play(a);
  const first = check('plays', await isPlaying(stage, a), player?.phase.peek() ?? '', a);
  yield 0.5;
  void player?.play(b);
  const second = await checksAfterSwitch(stage, b, await isPlaying(stage, b));
  await player?.stop();
  const isEmpty = document.querySelector<HTMLVideoElement>('[data-role="player"]')?.srcObject === null;
  return [first, ...second, check('element-empty', isEmpty, '')];
};

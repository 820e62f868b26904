import { checksAfterSwitch, isPlaying } from './play-and-check.ts';
import { check, type Scenario } from './scenario.ts';

/** A, wait for its picture, then B, then stop. */
export const normalSwitch: Scenario = async function* (stage) {
  const [a, b] = stage.viewer.cameras.peek();
  if (!a || !b) return [check('plays', undefined, '')];
  const player = stage.viewer.current.peek();
  void player?.play(a.name);
  const first = check('plays', await isPlaying(stage, a.name), player?.phase.peek() ?? '', a.name);
  yield 0.5;
  void player?.play(b.name);
  const second = await checksAfterSwitch(stage, b.name, await isPlaying(stage, b.name));
  await player?.stop();
  const isEmpty = document.querySelector<HTMLVideoElement>('[data-role="player"]')?.srcObject === null;
  return [first, ...second, check('element-empty', isEmpty, '')];
};

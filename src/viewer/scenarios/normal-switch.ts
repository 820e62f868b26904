import { checksAfterStop, checksAfterSwitch, isPlaying } from './play-and-check.ts';
import { check, type Scenario } from './scenario.ts';

/** A, wait for its picture, then B, then stop. */
export const normalSwitch: Scenario = async function* (stage) {
  const [a, b] = stage.cameras;
  if (a === undefined || b === undefined) return [check('plays', undefined, '')];
  stage.play(a);
  const first = check('plays', await isPlaying(stage, a), stage.viewer.current.peek()?.phase.peek() ?? '', a);
  yield 0.4;
  stage.play(b);
  const second = await checksAfterSwitch(stage, b, await isPlaying(stage, b));
  yield 0.8;
  return [first, ...second, ...(await checksAfterStop(stage))];
};

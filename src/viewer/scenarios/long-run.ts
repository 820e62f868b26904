import { registry } from '../camera/registry.ts';
import { checksAfterStop, checksAfterSwitch, isPlaying } from './play-and-check.ts';
import { check, type Scenario } from './scenario.ts';

const SWITCHES = 50;
const MEGABYTE = 1024 * 1024;
/** More than what a page that is just used grows by; one leaked 1080p canvas a switch would be 400 MB. */
const GROWTH_LIMIT_BYTES = 20 * MEGABYTE;

/** Fifty switches, with the counts looked at after each. */
export const longRun: Scenario = async function* (stage) {
  const { cameras } = stage;
  if (cameras.length < 2) return [check('plays', undefined, '')];
  const heaps: number[] = [];
  let [played, mostRegistered, mostFfmpegs, isCounted] = [0, 0, 0, true];
  let last = '';
  for (let i = 0; i < SWITCHES; i += 1) {
    last = cameras[i % cameras.length] ?? '';
    stage.play(last);
    if (await isPlaying(stage, last)) played += 1;
    const processes = await stage.witness.processes();
    isCounted &&= processes !== undefined;
    mostFfmpegs = Math.max(mostFfmpegs, processes?.length ?? 0);
    mostRegistered = Math.max(mostRegistered, registry.size);
    if (performance.memory) heaps.push(performance.memory.usedJSHeapSize);
    yield (i + 1) / (SWITCHES + 1);
  }
  const growth = growthOf(heaps);
  return [
    check('plays', played === SWITCHES, `${played}/${SWITCHES}`),
    ...(await checksAfterSwitch(stage, last, played === SWITCHES)).slice(1),
    ...(await checksAfterStop(stage)),
    check('never-more-registered', mostRegistered === 1, mostRegistered),
    check('one-ffmpeg', isCounted ? mostFfmpegs <= 1 : undefined, mostFfmpegs),
    check('heap-steady', growth === undefined ? undefined : growth < GROWTH_LIMIT_BYTES, growth === undefined ? '' : `${(growth / MEGABYTE).toFixed(1)} MB`),
  ];
};

/** From the lowest of the first third to the lowest of the last: garbage that awaits collection lies above both. */
function growthOf(heaps: readonly number[]): number | undefined {
  const third = Math.floor(heaps.length / 3);
  return third ? Math.min(...heaps.slice(-third)) - Math.min(...heaps.slice(0, third)) : undefined;
}

import { registry } from '../camera/registry.ts';
import { checksAfterStop, checksOfOld } from './play-and-check.ts';
import { check, type Check, type Scenario, type Stage } from './scenario.ts';
import { waitFor } from './wait-for.ts';

/** Longer than a server waits for a camera that does not answer. */
const FAILED_WITHIN_MS = 25_000;
const UNKNOWN = 'no-such-camera';
const REFUSED = { name: 'nobody-there', url: 'rtsp://127.0.0.1:9/none' };

/**
 * Cameras that cannot be played: one that the server does not know, one at an address where nobody answers (where the server takes own
 * cameras), and those named in the page's address.
 */
export const failingCamera: Scenario = async function* (stage) {
  const { server, options } = stage.viewer;
  const added = await server.gateway?.addCamera(REFUSED.name, REFUSED.url).then(() => true, () => false);
  // The last one is tried again by itself, if it is not kept from that: who stops it must not see it come.
  const cameras = [UNKNOWN, ...options.failing, ...(added ? [REFUSED.name] : [])];
  const checks: Check[] = [];
  try {
    for (const [index, camera] of cameras.entries()) {
      checks.push(...(await checksOf(stage, camera)));
      yield (index + 1) / (cameras.length + 1);
    }
    checks.push(...(await checksAfterStop(stage)));
  } finally {
    if (added) await server.gateway?.removeCamera(REFUSED.name);
  }
  return checks;
};

async function checksOf(stage: Stage, camera: string): Promise<Check[]> {
  const player = stage.viewer.current.peek();
  stage.play(camera);
  const failed = await waitFor(() => player?.phase.peek() === 'failed' && !player.isLoading.peek(), FAILED_WITHIN_MS, stage.signal);
  const { reason = '', words = '' } = player?.failure.peek() ?? {};
  // Before the next attempt, which comes by itself.
  const checks = [
    check('reason-told', failed && reason !== '', words || reason || (player?.phase.peek() ?? ''), camera),
    check('none-registered', registry.size === 0, registry.size, camera),
    ...(await checksOfOld(stage, undefined, camera)),
  ];
  const processes = (await stage.witness.processes())?.filter((process) => process.camera === camera);
  return [
    ...checks,
    check('no-ffmpeg', processes && processes.length === 0, processes?.length ?? '', camera),
  ];
}

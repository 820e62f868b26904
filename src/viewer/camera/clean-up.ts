import { has, type Fault } from '../faults.ts';
import { sleep } from '../sleep.ts';
import type { CameraServer } from './camera-server.ts';
import { clearHandlers, sweepResidual, unregister } from './registry.ts';
import type { Resources } from './resources.ts';

/** A server that does not answer must not hold up the next camera; its request goes on by itself. */
const SERVER_PATIENCE_MS = 2_000;

export type StepName =
  | 'timers-and-requests'
  | 'pause'
  | 'tracks'
  | 'element'
  | 'handlers'
  | 'connection'
  | 'registry'
  | 'residual'
  | 'audio-context'
  | 'poller'
  | 'frame-loop'
  | 'listeners'
  | 'whep-session'
  | 'ffmpeg';

export interface CleanUpStep {
  readonly name: StepName;
  /** The fault that leaves this step out. */
  readonly fault?: Fault;
  readonly run: (isLeaving: boolean) => void | Promise<void>;
}

export interface StepOutcome {
  readonly name: StepName;
  readonly result: 'done' | 'failed' | 'left-out';
  readonly error?: string;
}

/**
 * The clean-up of one attempt to play a camera, in the order that matters: what could start something new first, then what plays, then the
 * connection, then what watched it, and last what the server holds, since it may be slow. The player raises its generation number before, and
 * resets its state after.
 * @param cancelRetry ends the player's wait for its next attempt
 */
export function cleanUpSteps(
  resources: Resources | undefined,
  server: CameraServer,
  cancelRetry: () => void,
): CleanUpStep[] {
  const { video, session, peer, watchdog, sound } = resources ?? {};
  return [
    {
      name: 'timers-and-requests',
      fault: 'keep-retry',
      run: () => {
        cancelRetry();
        resources?.abort.abort();
      },
    },
    { name: 'pause', run: () => video?.pause() },
    {
      name: 'tracks',
      fault: 'keep-tracks',
      run: () => {
        // All receivers, not only what the element plays: a camera without sound has a silent audio track too.
        for (const { track } of peer?.getReceivers() ?? []) track.stop();
      },
    },
    {
      name: 'element',
      fault: 'keep-srcobject',
      run: () => {
        if (!video) return;
        video.srcObject = null;
        video.removeAttribute('src');
        video.load();
      },
    },
    { name: 'handlers', fault: 'keep-handlers', run: () => peer && clearHandlers(peer) },
    { name: 'connection', fault: 'keep-peer', run: () => peer?.close() },
    { name: 'registry', fault: 'keep-registry', run: () => peer && unregister(peer) },
    { name: 'residual', fault: 'keep-residual', run: () => sweepResidual() },
    { name: 'audio-context', fault: 'keep-audio-context', run: () => sound?.context.close() },
    { name: 'poller', fault: 'keep-poller', run: () => watchdog?.stopPolling() },
    { name: 'frame-loop', fault: 'keep-loop', run: () => watchdog?.stopLoop() },
    { name: 'listeners', fault: 'keep-listeners', run: () => resources?.listeners.abort() },
    { name: 'whep-session', fault: 'keep-whep-session', run: () => session?.delete() },
    { name: 'ffmpeg', fault: 'keep-ffmpeg', run: (isLeaving) => resources && server.stopProcess(resources.camera, isLeaving || session?.isAborted === true) },
  ];
}

/**
 * Runs every step, also when the one before failed, except those that a fault leaves out.
 * @param isLeaving the page is going away: then every step is begun at once and nothing is waited for
 */
export async function runSteps(steps: readonly CleanUpStep[], isLeaving: boolean): Promise<StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const { name, fault, run } of steps) {
    if (fault && has(fault)) {
      outcomes.push({ name, result: 'left-out' });
      continue;
    }
    try {
      const pending = run(isLeaving);
      if (pending && !isLeaving) await Promise.race([pending, sleep(SERVER_PATIENCE_MS)]);
      else pending?.catch(() => undefined);
      outcomes.push({ name, result: 'done' });
    } catch (error) {
      outcomes.push({ name, result: 'failed', error: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}

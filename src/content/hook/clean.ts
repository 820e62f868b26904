import type { CleanStep, StepResult } from '../../core/clean/step.ts';
import type { Context } from './context.ts';
import type { Elements } from './elements.ts';
import type { Holders } from './holders.ts';
import type { Tracked } from './objects.ts';
import type { Peers } from './peers.ts';
import type { Registries } from './registries.ts';
import type { Sessions } from './sessions.ts';
import type { Sockets } from './sockets.ts';
import type { Tracks } from './tracks.ts';

export interface StepDone {
  readonly result: StepResult;
  readonly error?: string;
}

export interface CleanTools {
  readonly holders: Holders;
  readonly sessions: Sessions;
  readonly sockets: Sockets;
  readonly peers: Peers;
  readonly tracks: Tracks;
  readonly elements: Elements;
  readonly registries: Registries;
}

/** Does one step after the other with the native functions; a step that fails does not stop the next. */
export function createCleaner({ objects }: Context, tools: CleanTools): (steps: readonly CleanStep[]) => Promise<StepDone[]> {
  const { peers, tracks, elements, registries, holders, sessions, sockets } = tools;
  const run = (step: CleanStep, tracked: Tracked, object: object): void | Promise<void> => {
    switch (step.action) {
      case 'stop-track':
        tracks.stop(object);
        objects.change(tracked as Tracked<'track'>, { readyState: 'ended' });
        return objects.end(tracked, 'inspector');
      case 'clear-element':
        return elements.clear(object);
      case 'null-handlers':
        return peers.clearHandlers(object);
      case 'close-channel':
        peers.closeChannel(object);
        return objects.end(tracked, 'inspector');
      case 'close-peer':
        return peers.close(object);
      case 'unregister':
        return registries.remove(object, step.names ?? []);
      case 'stop-holder':
        return holders.stop(tracked as Tracked<'holder'>, object);
      case 'close-socket':
        sockets.close(object);
        return objects.end(tracked, 'inspector');
      case 'delete-session':
        return sessions.remove(tracked as Tracked<'session'>);
      default:
        throw new Error(`this page cannot do "${step.action}"`);
    }
  };
  return async (steps) => {
    const done: StepDone[] = [];
    for (let i = 0; i < steps.length; i += 1) {
      const step = steps[i] as CleanStep;
      const tracked = objects.get(step.target);
      const object = tracked && objects.object(tracked);
      if (!tracked || !object) {
        done[i] = { result: 'not-needed' };
        continue;
      }
      try {
        await run(step, tracked, object);
        done[i] = { result: 'done' };
      } catch (error) {
        done[i] = { result: 'failed', error: String(error).slice(0, 300) };
      }
    }
    return done;
  };
}

import type { CleanAction, CleanStep, StepResult } from '../../core/clean/step.ts';
import { AUDIO_CONTEXT, closeContext, contextClosed, disconnect } from './audio.ts';
import { closeChannel } from './channels.ts';
import { load, pause, removeAttribute, setSrcObject } from './elements.ts';
import { bare, Error, newList, push } from './natives.ts';
import { end, look, trackedBy, type Tracked } from './objects.ts';
import { closePeer, nullHandlers } from './peers.ts';
import { stopRecorder } from './recorders.ts';
import { unregister } from './registries.ts';
import { deleteSession } from './sessions.ts';
import { closeSocket } from './sockets.ts';
import { match, shorten } from './text.ts';
import { stop } from './tracks.ts';

export interface StepDone {
  readonly result: StepResult;
  readonly error?: string;
}

const stopHolder = (holder: object, tracked: Tracked<'holder'>): void => {
  const { type } = tracked.props;
  if (type === AUDIO_CONTEXT) {
    void closeContext(holder);
    contextClosed(tracked, 'inspector');
  } else if (type === 'media-recorder') stopRecorder(holder);
  else if (match(/^audio/, type)) disconnect(holder);
  else throw new Error(`a ${type} can only be ended by the page itself`);
  end(tracked, 'inspector');
};

type Action = (object: object, tracked: Tracked<never>, names: readonly string[]) => unknown;

/** What each step does, by the native functions. That an object is over by it, a look afterwards tells. */
const ACTIONS: { readonly [A in CleanAction]?: Action } = bare({
  'stop-track': stop,
  'clear-element'(element) {
    pause(element);
    setSrcObject(element, null);
    removeAttribute(element, 'src');
    load(element);
  },
  'null-handlers': nullHandlers,
  'close-channel': closeChannel,
  'close-peer': closePeer,
  unregister,
  'stop-holder': stopHolder,
  'close-socket': (socket) => closeSocket(socket),
  'delete-session': deleteSession,
} satisfies { readonly [A in CleanAction]?: Action });

async function done({ action, target, names = [] }: CleanStep): Promise<StepDone> {
  const tracked = trackedBy<never>(target);
  const object = tracked?.ref.deref();
  if (!tracked || !object) return { result: 'not-needed' };
  try {
    const act = ACTIONS[action];
    if (!act) throw new Error(`this page cannot do "${action}"`);
    await act(object, tracked, names);
    look(tracked, object, 'inspector');
    return { result: 'done' };
  } catch (error) {
    return { result: 'failed', error: shorten(`${error as Error}`, 300) };
  }
}

/** Does one step after the other; a step that fails does not stop the next. */
export async function clean(steps: readonly CleanStep[]): Promise<StepDone[]> {
  const reports = newList<StepDone>();
  for (let i = 0; i < steps.length; i += 1) push(reports, await done(steps[i] as CleanStep));
  return reports;
}

import type { CleanAction, CleanStep, StepResult } from '../../core/clean/step.ts';
import { audioNodeOf, contextClosed, contextOf } from './audio.ts';
import { channelOf } from './channels.ts';
import { elementOf, mediaOf } from './elements.ts';
import { bare, each, Error, newList, push } from './natives.ts';
import { end, look, trackedBy, type Tracked } from './objects.ts';
import { HANDLERS, peerOf } from './peers.ts';
import { recorderOf } from './recorders.ts';
import { unregister } from './registries.ts';
import { deleteSession } from './sessions.ts';
import { socketOf } from './sockets.ts';
import { shorten } from './text.ts';
import { trackOf } from './tracks.ts';

export interface StepDone {
  readonly result: StepResult;
  readonly error?: string;
}

const stopHolder = (holder: object, tracked: Tracked<'holder'>): void => {
  const { type } = tracked.props;
  if (type === 'audio-context') {
    void contextOf(holder, 'close');
    return contextClosed(tracked, 'inspector');
  }
  if (type === 'media-recorder') recorderOf(holder, 'stop');
  else if (type === 'audio-source' || type === 'audio-destination') audioNodeOf(holder, 'disconnect');
  else throw new Error(`a ${type} can only be ended by the page itself`);
  end(tracked, 'inspector');
};

type Action = (object: object, tracked: Tracked<never>, names: readonly string[]) => unknown;

/** What each step does, by the native functions. That an object is over by it, a look afterwards tells. */
const ACTIONS: { readonly [A in CleanAction]?: Action } = bare({
  'stop-track': (track) => trackOf(track, 'stop'),
  'clear-element'(element) {
    mediaOf(element, 'pause');
    mediaOf(element, 'srcObject=', null);
    elementOf(element, 'removeAttribute', 'src');
    mediaOf(element, 'load');
  },
  'null-handlers': (peer) => each(HANDLERS, (name) => peerOf(peer, `${name}=`, null)),
  'close-channel': (channel) => channelOf(channel, 'close'),
  'close-peer': (peer) => peerOf(peer, 'close'),
  unregister: (_, peer, names) => unregister(peer, names),
  'stop-holder': stopHolder,
  'close-socket': (socket) => socketOf(socket, 'close'),
  'delete-session': (_, session) => deleteSession(session),
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

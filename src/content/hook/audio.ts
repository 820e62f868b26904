import type { Actor } from '../../core/ledger/facts.ts';
import type { HolderType } from '../../core/ledger/kinds.ts';
import { seeHolder, watchHolders } from './holders.ts';
import { interfaceOf } from './interfaces.ts';
import { own } from './natives.ts';
import { change, eachObject, end, isLinked, link, type Tracked } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { seeStream } from './streams.ts';

export const contextOf = interfaceOf('AudioContext');
export const audioNodeOf = interfaceOf('AudioNode');
const anyContextOf = interfaceOf('BaseAudioContext');
const destinationOf = interfaceOf('MediaStreamAudioDestinationNode');

const seeNode = (type: HolderType, node: unknown, stream?: unknown): void =>
  link(seeHolder(type, node, stream), 'holds', seeHolder('audio-context', audioNodeOf(node as object, 'context')));
const seeSource = (node: unknown, stream: unknown): void => seeNode('audio-source', node, stream);
const seeDestination = (node: unknown): void => {
  seeNode('audio-destination', node);
  seeStream(destinationOf(node as object, 'stream'), 'audio-node');
};

/** It takes its nodes along. */
export const contextClosed = (context: Tracked, by: Actor): void => {
  change(context as Tracked<'holder'>, { state: 'closed' });
  end(context, by);
  eachObject('holder', (node) => {
    if (isLinked(node, 'holds', context)) end(node, by);
  });
};

watchHolders('audio-context', (tracked, context) => {
  const state = anyContextOf(context, 'state');
  if (state === 'closed') contextClosed(tracked, 'browser');
  else change(tracked, { state });
});

patch(contextOf, 'createMediaStreamSource', (_, args, node) => seeSource(node, args[0]));
patch(contextOf, 'createMediaStreamDestination', (_, __, node) => seeDestination(node));
patchConstructor('MediaStreamAudioSourceNode', (node, args) => seeSource(node, own(args[1], 'mediaStream')));
patchConstructor('MediaStreamAudioDestinationNode', seeDestination);
patch(contextOf, 'close', (_, __, ___, tracked) => {
  if (tracked) contextClosed(tracked, 'page');
});
patch(audioNodeOf, 'disconnect', (_, args, __, tracked) => {
  if (tracked && !args.length) end(tracked, 'page');
});

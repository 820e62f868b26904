import type { Actor } from '../../core/ledger/facts.ts';
import type { HolderType } from '../../core/ledger/kinds.ts';
import { seeHolder, watchHolders } from './holders.ts';
import { take } from './interfaces.ts';
import { own } from './natives.ts';
import { change, eachObject, end, isLinked, link, type Tracked } from './objects.ts';
import { patch, patchConstructor } from './patch.ts';
import { seeStream } from './streams.ts';

const CONTEXT = 'AudioContext';
/** As a type of holder. */
export const AUDIO_CONTEXT = 'audio-context';
const DESTINATION = 'MediaStreamAudioDestinationNode';
export const [closeContext] = take(CONTEXT, 'close');
export const [contextOf, disconnect] = take('AudioNode', 'context disconnect');
const [stateOf] = take('BaseAudioContext', 'state');
const [destinedStreamOf] = take(DESTINATION, 'stream');

const seeNode = (type: HolderType, node: unknown, stream?: unknown): void =>
  link(seeHolder(type, node, stream), 'holds', seeHolder(AUDIO_CONTEXT, contextOf(node as object)));
const seeSource = (node: unknown, stream: unknown): void => seeNode('audio-source', node, stream);
const seeDestination = (node: unknown): void => {
  seeNode('audio-destination', node);
  seeStream(destinedStreamOf(node as object), 'audio-node');
};

/** It takes its nodes along. */
export const contextClosed = (context: Tracked, by: Actor): void => {
  change(context as Tracked<'holder'>, { state: 'closed' });
  end(context, by);
  eachObject('holder', (node) => {
    if (isLinked(node, 'holds', context)) end(node, by);
  });
};

watchHolders(AUDIO_CONTEXT, (tracked, context) => {
  const state = stateOf(context);
  if (state === 'closed') contextClosed(tracked, 'browser');
  else change(tracked, { state });
});

patch(CONTEXT, 'createMediaStreamSource', (_, args, node) => seeSource(node, args[0]));
patch(CONTEXT, 'createMediaStreamDestination', (_, __, node) => seeDestination(node));
patchConstructor('MediaStreamAudioSourceNode', (node, args) => seeSource(node, own(args[1], 'mediaStream')));
patchConstructor(DESTINATION, seeDestination);
patch(CONTEXT, 'close', (_, __, ___, tracked) => {
  if (tracked) contextClosed(tracked, 'page');
});
patch('AudioNode', 'disconnect', (_, args, __, tracked) => {
  if (tracked && !args.length) end(tracked, 'page');
});

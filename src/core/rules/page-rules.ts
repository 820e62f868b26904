import { audioContextLeft } from './audio-context-left.ts';
import { channelLeft } from './channel-left.ts';
import { cloneLeftLive } from './clone-left-live.ts';
import { connectionLimit } from './connection-limit.ts';
import { detachedElement } from './detached-element.ts';
import { drawLoopLeft } from './draw-loop-left.ts';
import { duplicateMount } from './duplicate-mount.ts';
import { elementKeepsStream } from './element-keeps-stream.ts';
import { elementNeverStarted } from './element-never-started.ts';
import { framesNotClosed } from './frames-not-closed.ts';
import { handlersLeft } from './handlers-left.ts';
import { hiddenTab } from './hidden-tab.ts';
import { listenerLeft } from './listener-left.ts';
import { mediaSourceLeft } from './media-source-left.ts';
import { peerAbandoned } from './peer-abandoned.ts';
import { peerAfterTeardown } from './peer-after-teardown.ts';
import { peerRetained } from './peer-retained.ts';
import { peerSuperseded } from './peer-superseded.ts';
import { peerUnused } from './peer-unused.ts';
import { peersGrow } from './peers-grow.ts';
import { pictureInPicture } from './picture-in-picture.ts';
import { recorderLeft } from './recorder-left.ts';
import { registryKeepsClosed } from './registry-keeps-closed.ts';
import type { Rule } from './rule.ts';
import { senderTrackLeftLive } from './sender-track-left-live.ts';
import { socketLeft } from './socket-left.ts';
import { statsAfterClose } from './stats-after-close.ts';
import { tooManyElements } from './too-many-elements.ts';
import { trackDisabled } from './track-disabled.ts';
import { trackLeftLive } from './track-left-live.ts';
import { transceiversPileUp } from './transceivers-pile-up.ts';
import { whepDeleteFailed } from './whep-delete-failed.ts';
import { whepNotDeleted } from './whep-not-deleted.ts';

/** What can be seen from the page alone. The surest explanation of an object comes first, notes come last. */
export const PAGE_RULES: readonly Rule[] = [
  duplicateMount,
  peerSuperseded,
  peerAfterTeardown,
  peerAbandoned,
  peersGrow,
  peerUnused,
  connectionLimit,
  cloneLeftLive,
  senderTrackLeftLive,
  trackLeftLive,
  elementKeepsStream,
  detachedElement,
  elementNeverStarted,
  drawLoopLeft,
  tooManyElements,
  audioContextLeft,
  recorderLeft,
  framesNotClosed,
  mediaSourceLeft,
  listenerLeft,
  statsAfterClose,
  transceiversPileUp,
  channelLeft,
  socketLeft,
  whepDeleteFailed,
  whepNotDeleted,
  trackDisabled,
  pictureInPicture,
  hiddenTab,
  registryKeepsClosed,
  peerRetained,
  handlersLeft,
];
